"""The door: what each command answers, and with which exit code."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from flows import cli
from tests import rows
from warehouse import tables
from warehouse.store.lake import Lake

DONE, FAILED, WRONG_USAGE, WITH_REJECTS = 0, 1, 2, 3


@pytest.fixture
def wirelake(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs a command in this process: gives its exit code, standard output and standard error."""

    def run(*arguments: object, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["wirelake", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture(scope="module")
def empty_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty") / "lake"
    Lake.open(home, read_only=False).close()
    return home


def test_help_names_every_command(wirelake) -> None:
    code, out, _ = wirelake("--help")
    assert code == DONE
    for command in ("ingest", "read", "code", "explain", "sql", "status", "dashboard", "serve", "export", "doctor"):
        assert command in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ingest", "nowhere/at-all"), "nothing there"),
        (("sql", "select 1", "--lake", "no-lake"), "no lake there yet"),
        (("status", "--lake", "no-lake"), "no lake there yet"),
        (("sql", "select 1", "--lake", "ftp://x"), "a lake is a folder or postgresql"),
        (("sql", "select 1", "--json", "--csv"), "Choose one"),
        (("ingest", "x", "--column", "text"), "FIELD=NAME"),
        (("export",), "Say once where to"),
        (("serve", "--watch", "nowhere/at-all"), "no folder there to watch"),
        (("dashboard", "--lake", "no-lake"), "no lake there yet"),
        (("explain", "0123456789abcdef01234567", "--lake", "no-lake"), "no lake there yet"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(
    wirelake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = wirelake(*arguments)
    assert code == WRONG_USAGE
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "query", ["delete from articles", "select 1; select 2", "selec 1", "select nothing from articles"]
)
def test_sql_refuses_what_is_no_question(wirelake, empty_lake: Path, query: str) -> None:
    code, _, err = wirelake("sql", query, "--lake", empty_lake)
    assert code == WRONG_USAGE
    assert err.startswith("wirelake: ")


def test_sql_answers_as_json_csv_and_parquet(wirelake, empty_lake: Path, tmp_path: Path) -> None:
    query = "select 7 as number, date '2006-11-01' as day, null as nothing"
    assert json.loads(wirelake("sql", query, "--json", "--lake", empty_lake)[1]) == [
        {"number": 7, "day": "2006-11-01", "nothing": None}
    ]
    assert wirelake("sql", query, "--csv", "--lake", empty_lake)[1] == "number,day,nothing\n7,2006-11-01,\n"
    assert wirelake("sql", query, "--parquet", tmp_path / "x.parquet", "--lake", empty_lake)[0] == DONE
    assert rows.pl.read_parquet(tmp_path / "x.parquet")["number"].to_list() == [7]


def test_sql_without_a_query_reads_it_from_a_pipe(wirelake, empty_lake: Path) -> None:
    assert wirelake("sql", "--csv", "--lake", empty_lake, given="select 1 as one")[1] == "one\n1\n"


def test_status_of_an_empty_lake(wirelake, empty_lake: Path) -> None:
    code, out, _ = wirelake("status", "--json", "--lake", empty_lake)
    said = json.loads(out)
    assert (code, said["article_count"], said["runs"]) == (DONE, 0, [])


def test_status_tells_the_precision_of_the_verdicts_beside_the_lake(wirelake, tmp_path: Path) -> None:
    Lake.open(tmp_path, read_only=False).close()
    lines = ["event_id,event_type,verdict,snapshot,judged_on", "1,AID,right,2,2026-01-02", "2,AID,wrong,2,2026-01-02"]
    (tmp_path / "verdicts.csv").write_text("\n".join(lines))
    [row] = json.loads(wirelake("status", "--json", "--lake", tmp_path)[1])["precision"]
    assert (row["event_type"], row["share"]) == ("AID", 0.5)
    (tmp_path / "verdicts.csv").write_text("a,b\n1,2\n")
    code, _, err = wirelake("status", "--lake", tmp_path)
    assert (code, "columns" in err) == (WRONG_USAGE, True)


def test_doctor_finds_the_model_and_an_intact_lake(wirelake, empty_lake: Path) -> None:
    code, out, _ = wirelake("doctor", "--json", "--lake", empty_lake)
    found = {finding["name"]: finding for finding in json.loads(out)}
    assert code == DONE
    assert "hashes verified" in found["language model"]["found"] or "official" in found["language model"]["found"]
    assert found["lake"]["found"].endswith("whole")


def test_doctor_sees_a_missing_data_file(wirelake, tmp_path: Path) -> None:
    made = Lake.open(tmp_path / "lake", read_only=False)
    made.close()
    next((tmp_path / "lake" / "data").rglob("dictionary/*.parquet")).unlink()
    code, out, _ = wirelake("doctor", "--lake", tmp_path / "lake")
    assert code == FAILED
    assert "BAD  lake" in out


def test_read_gives_one_line_an_article_with_its_day(wirelake, seeds: Path) -> None:
    code, out, _ = wirelake("read", seeds)
    read = [json.loads(line) for line in out.splitlines()]
    assert code == DONE
    assert len(read) == 5
    lavrov = next(article for article in read if article["title"].startswith("FM Lavrov"))
    assert (lavrov["published_on"], lavrov["dateline_place"], lavrov["language"]) == ("2006-11-01", "Moscow", "en")
    assert lavrov["uri"].endswith("002_41b2c80278c834f0.txt")
    assert list(lavrov) == ["uri", *tables.ARTICLES.columns]


def test_read_explains_a_day_in_words(wirelake, seeds: Path) -> None:
    code, out, _ = wirelake("read", "--explain", seeds / "002_41b2c80278c834f0.txt")
    assert code == DONE
    assert "2006-11-01" in out
    assert "November 1" in out


def test_read_goes_on_after_a_broken_file_and_says_so(wirelake, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    (tmp_path / "good.txt").write_text("A headline of some words\n\nThe minister met his guest in Oslo on Monday.\n")
    code, out, err = wirelake("read", tmp_path)
    assert code == WITH_REJECTS
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["A headline of some words"]
    assert err.count("wirelake: ") == 2


def test_code_answers_each_line_in_order_whatever_it_holds(wirelake) -> None:
    given = [
        {"id": "a", "text": "Georgia arrested four Russian officers in Tbilisi on Wednesday.", "date": "2006-09-28"},
        {"id": "b", "text": "", "date": None},
        {"id": "c", "text": "The weather stayed mild.", "date": None},
    ]
    lines = [*map(json.dumps, given), "no json", '{"id": "d"}', '{"id": "e", "text": "x", "date": "soon"}']
    code, out, err = wirelake("code", given="\n".join(lines))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == WITH_REJECTS
    assert [answer["id"] for answer in answers] == ["a", "b", "c", None, "d", "e"]
    [event] = answers[0]["events"]
    assert (event["event_type"], event["source_code"][:3], event["target_code"][:3]) == ("COERCE", "GEO", "RUS")
    assert (event["event_on"], event["status"]) == ("2006-09-27", "actual")
    assert all(answer["events"] == [] for answer in answers[1:])
    assert err.count("wirelake: ") == 3


def test_code_judges_given_pairs(wirelake) -> None:
    line = {"id": 1, "text": "Iran has condemned a U.S. decision.", "date": None, "actors": ["Iran", "a U.S. decision"]}
    _, out, _ = wirelake("code", given=json.dumps(line))
    [event] = json.loads(out)["events"]
    assert (event["event_type"], event["source_text"], event["target_text"]) == ("ACCUSE", "Iran", "a U.S. decision")


def test_actors_resolve_tells_actors_from_things(wirelake) -> None:
    given = [{"id": 1, "phrase": "the Kremlin", "context": "", "date": None}, {"id": 2, "phrase": "the table"}]
    _, out, _ = wirelake("actors", "resolve", given="\n".join(map(json.dumps, given)))
    first, second = (json.loads(line)["actor"] for line in out.splitlines())
    assert (first["country_code"], first["sector_code"], second) == ("RUS", "GOV", None)


def test_explain_shows_actors_rule_and_near_misses(wirelake) -> None:
    code, out, _ = wirelake("explain", "Georgia refused to release four Russian officers.", "--json")
    [sentence] = json.loads(out)
    assert code == DONE
    assert [report["type"] for report in sentence["reports"]] == ["REJECT"]
    assert {mention["country_code"] for mention in sentence["mentions"]} == {"GEO", "RUS"}
