"""An optional door before the dashboard: sign-in by OpenID Connect, when Streamlit's secrets hold a provider.

Without an `[auth]` part in `.streamlit/secrets.toml` there is no door. With `[wirelake] readers = ["a@b.org"]` only
those addresses, as the provider has verified them, come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.text import as_markdown


def passed() -> bool:
    """Whether the reader may go on; otherwise the door has been drawn."""
    secrets = known_secrets()
    if "auth" not in secrets:
        return True
    if not st.user.get("is_logged_in", False):
        st.title("Sign in")
        st.write("This lake is shown to signed-in readers alone.")
        st.button("Sign in", icon=":material/login:", type="primary", on_click=st.login)
        return False
    if not is_reader(secrets, st.user.to_dict()):
        st.title("Not a reader of this lake")
        st.write(as_markdown(f"You are signed in as {st.user.get('email', 'somebody without an address')}."))
        st.button("Sign out", icon=":material/logout:", on_click=st.logout)
        return False
    with st.sidebar:
        st.caption(as_markdown(st.user.get("email", "signed in")))
        st.button("Sign out", icon=":material/logout:", type="tertiary", on_click=st.logout)
    return True


def known_secrets() -> Mapping[str, Any]:
    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError:
        return {}


def is_reader(secrets: Mapping[str, Any], user: Mapping[str, Any]) -> bool:
    """Whether the list of readers, where there is one, has the user's address, which the provider must vouch for."""
    readers = secrets.get("wirelake", {}).get("readers")
    if readers is None:
        return True
    address = str(user.get("email", "")).lower()
    # A provider that says nothing of verification has its addresses from its own accounts.
    return user.get("email_verified", True) is True and address in {str(reader).lower() for reader in readers}
