import pytest

from warehouse.articles.language import find_language, find_main_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The foreign ministers met in Strelsau on Tuesday.", "en"),
        ("Министры иностранных дел встретились во вторник в столице.", "ru"),
        ("Die Außenminister trafen sich am Dienstag in der Hauptstadt.", "de"),
        ("Les ministres des affaires étrangères se sont réunis mardi.", "fr"),
        ("THE FOREIGN MINISTERS MET IN STRELSAU ON TUESDAY.", "en"),
        ("外交部长星期二在首都举行会晤，讨论两国之间的贸易问题以及边界问题。", "zh"),
        ("12:30", "und"),
        ("OK", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, language: str):
    assert find_language(text) == language


def test_the_main_language_is_that_of_most_characters():
    assert find_main_language([("a" * 50, "en"), ("b" * 30, "de"), ("c" * 30, "de"), ("d" * 90, "und")]) == "de"
    assert find_main_language([]) == "und"
