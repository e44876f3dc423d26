"""How a message reaches somebody: a line in a file, a web hook, mail, an event of Prefect's."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from collections.abc import Mapping
from datetime import date, datetime
from email.message import EmailMessage
from typing import Any

import httpx

from warehouse.alerts.rules import Alerts, Mail

PASSWORD = "WIRELAKE_MAIL_PASSWORD"
SECONDS = 20.0  # for a server to answer
LONGEST_SUBJECT = 180


class NotDelivered(RuntimeError):
    """A channel did not take a message; it is tried again at the next run."""


def deliver(message: Mapping[str, Any], channel: str, alerts: Alerts) -> None:
    """Send one message, a dict with `id`, `rule`, `subject`, `text` and facts. Raises NotDelivered."""
    try:
        match channel:
            case "file":
                to_file(message, alerts)
            case "webhook":
                to_webhook(message, alerts.webhook or "")
            case "mail":
                assert alerts.mail is not None
                to_mail(message, alerts.mail)
            case _:
                to_prefect(message)
    except (OSError, httpx.HTTPError, httpx.InvalidURL, smtplib.SMTPException) as error:
        raise NotDelivered(f"{channel}: {type(error).__name__}: {error}") from error


def to_file(message: Mapping[str, Any], alerts: Alerts) -> None:
    assert alerts.file is not None
    alerts.file.parent.mkdir(parents=True, exist_ok=True)
    line = as_json(message) + "\n"
    with alerts.file.open("a", encoding="utf-8") as file:
        file.write(line)


def to_webhook(message: Mapping[str, Any], address: str) -> None:
    """The message as JSON; `text` alone makes it a message for the chat services that read that."""
    said = {"text": f"{message['subject']}\n{message['text']}"}
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(message["id"])}
    answer = httpx.post(address, content=as_json(dict(message) | said), headers=headers, timeout=SECONDS)
    answer.raise_for_status()


def to_mail(message: Mapping[str, Any], mail: Mail) -> None:
    letter = EmailMessage()
    letter["Subject"] = " ".join(f"[wirelake] {message['subject']}".split())[:LONGEST_SUBJECT]
    letter["From"], letter["To"] = mail.sender, ", ".join(mail.to)
    letter["Message-ID"] = f"<{message['id']}@wirelake>"
    letter.set_content(letter_text(message))
    secure = ssl.create_default_context()
    server: smtplib.SMTP
    if mail.security == "tls":
        server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=secure)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
    with server:
        if mail.security == "starttls":
            server.starttls(context=secure)
        if mail.user:
            server.login(mail.user, os.environ.get(PASSWORD, ""))
        server.send_message(letter)


def letter_text(message: Mapping[str, Any]) -> str:
    quotes = "\n\n".join(f"“{one['sentence']}”\n{one['uri']}" for one in message.get("quotes", ()))
    return f"{message['subject']}\n\n{message['text']}\n\n{quotes}\n\nRule: {message['rule']}\n"


def to_prefect(message: Mapping[str, Any]) -> None:
    from prefect.events import emit_event

    resource = {"prefect.resource.id": f"wirelake.alert.{message['id']}", "prefect.resource.name": message["subject"]}
    emit_event("wirelake.alert", resource=resource, payload=json.loads(as_json(message)))


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=plain)


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
