"""Which files a path names, and the text in them: every obstacle is named, and no pipe is opened."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from consistency.problem import Location, Problem
from consistency.read import files
from consistency.read.files import displayed, find_files, read_text

SUFFIXES = (".yaml", ".yml", ".json")
ENDINGS = "facts files end in .yaml, .yml or .json"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x: 1\n", "utf-8")


def found(*paths: str | Path) -> list[str]:
    """Return the files that the paths name, which must raise no problem."""
    names, problems = find_files(paths, SUFFIXES)
    assert problems == []
    return [displayed(name) for name in names]


def problems_of(*paths: str | Path) -> list[str]:
    return [str(problem) for problem in find_files(paths, SUFFIXES)[1]]


def test_a_folder_stands_for_all_files_in_it_sorted_by_path() -> None:
    write("f/b.yaml", "f/a/z.yml", "f/a.yaml", "f/B.JSON", "f/readme.md", "f/a-b/c.yaml", "f/yaml")
    assert found("f") == ["f/B.JSON", "f/a-b/c.yaml", "f/a.yaml", "f/a/z.yml", "f/b.yaml"]


def test_the_order_of_the_paths_does_not_matter() -> None:
    write("f/b.yaml", "g/a.yaml", "c.yaml")
    assert found("g", "c.yaml", "f") == found("f", "g", "c.yaml") == ["c.yaml", "f/b.yaml", "g/a.yaml"]


def test_what_is_hidden_is_left_out_unless_it_is_named() -> None:
    write("f/.git/a.yaml", "f/.b.yaml", "f/c.yaml")
    assert found("f") == ["f/c.yaml"]
    assert found("f/.git", "f/.b.yaml") == ["f/.b.yaml", "f/.git/a.yaml"]


def test_a_file_named_in_several_ways_comes_once_under_its_own_name(tmp_path: Path) -> None:
    write("f/z.yaml")
    Path("f/a.yaml").symlink_to("z.yaml")
    Path("g").symlink_to("f")
    assert found("f", "./f/z.yaml", "f/../f/z.yaml", tmp_path / "f", "g", "f/a.yaml") == ["f/z.yaml"]


def test_a_linked_folder_is_read_under_the_name_of_the_link() -> None:
    write("elsewhere/a.yaml", "f/b.yaml")
    Path("f/link").symlink_to("../elsewhere")
    assert found("f") == ["f/b.yaml", "f/link/a.yaml"]
    assert found("f", "elsewhere") == ["elsewhere/a.yaml", "f/b.yaml"]


def test_a_link_to_a_folder_above_it_is_reported_and_the_rest_is_read() -> None:
    write("f/g/a.yaml")
    Path("f/g/up").symlink_to("..")
    names, problems = find_files(["f"], SUFFIXES)
    assert [displayed(name) for name in names] == ["f/g/a.yaml"]
    assert [str(problem) for problem in problems] == [
        "f/g/up: a symbolic link to a folder that it stands in; remove the link"
    ]


def test_links_that_lead_across_to_each_other_end() -> None:
    write("f/a/x.yaml", "f/b/y.yaml")
    Path("f/a/over").symlink_to("../b")
    Path("f/b/over").symlink_to("../a")
    assert found("f") == ["f/a/x.yaml", "f/b/y.yaml"]


def test_links_that_double_at_each_level_are_followed_once() -> None:
    for level in range(40):
        Path(f"f/{level}").mkdir(parents=True)
        for name in "ab":
            Path(f"f/{level}/{name}").symlink_to(f"../{level + 1}")
    write("f/40/x.yaml")
    assert found("f/0") == ["f/0/" + "a/" * 40 + "x.yaml"]


def test_a_link_to_itself_or_to_nothing_is_reported() -> None:
    write("f/a.yaml")
    Path("f/self.yaml").symlink_to("self.yaml")
    Path("f/gone.yaml").symlink_to("nowhere")
    assert problems_of("f") == [
        "f/gone.yaml: a symbolic link to nothing",
        "f/self.yaml: a symbolic link that leads back to itself",
    ]


def test_a_missing_path_is_reported_with_the_nearest_name() -> None:
    write("facts/a.yaml")
    assert problems_of("fact", "facts") == ["fact: no such file or folder; did you mean `facts`?"]
    assert problems_of("zzz/a.yaml") == ["zzz/a.yaml: no such file or folder"]


def test_a_path_that_no_system_takes_is_reported() -> None:
    assert problems_of("a\0b") == ["a\\x00b: not a path"]


def test_a_folder_without_files_of_the_kind_is_reported() -> None:
    write("f/readme.md", "g/a.yaml")
    assert problems_of("f", "g") == [f"f: no facts files in `f`; {ENDINGS}"]
    _, problems = find_files(["f"], (".yaml",), "rule")
    assert problems == [Problem(Location("f"), "no rule files in `f`", "rule files end in .yaml")]


def test_a_named_file_of_another_kind_is_reported() -> None:
    write("a.txt")
    assert problems_of("a.txt") == [f"a.txt: not the name of a facts file; {ENDINGS}"]


def test_what_is_neither_file_nor_folder_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    write("f/a.yaml")
    os.mkfifo("f/pipe.yaml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.yaml")

        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("opened")

        monkeypatch.setattr(files, "open", refuse, raising=False)
        assert problems_of("f", "s.yaml", "/dev/null") == [
            "/dev/null: neither a file nor a folder",
            "f/pipe.yaml: neither a file nor a folder",
            "s.yaml: neither a file nor a folder",
        ]
        assert read_text("f/pipe.yaml") == Problem(Location("f/pipe.yaml"), "not a file")


def test_a_folder_that_may_not_be_listed_is_reported_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("f/a.yaml", "f/secret/b.yaml")
    listed = os.listdir

    def guarded(folder: str | Path) -> list[str]:
        if Path(folder).name == "secret":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "listdir", guarded)
    names, problems = find_files(["f"], SUFFIXES)
    assert [displayed(name) for name in names] == ["f/a.yaml"]
    assert [str(problem) for problem in problems] == ["f/secret: no permission to read it"]
    assert problems_of("f/secret") == ["f/secret: no permission to read it"]


def test_a_file_that_may_not_be_opened_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.yaml")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "open", refuse, raising=False)
    assert read_text("a.yaml") == Problem(Location("a.yaml"), "no permission to read it")


@pytest.mark.skipif(
    os.geteuid() == 0, reason="nothing is closed to the superuser; the tests above inject the error"
)
def test_real_permissions_are_respected() -> None:
    write("f/a.yaml", "g/b.yaml")
    Path("f").chmod(0)
    Path("g/b.yaml").chmod(0)
    try:
        assert problems_of("f") == ["f: no permission to read it"]
        assert read_text("g/b.yaml") == Problem(Location("g/b.yaml"), "no permission to read it")
    finally:
        Path("f").chmod(0o700)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a: 1\n", "a: 1\n"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"a\r\nb\rc\n\r\n", "a\nb\nc\n\n"),
        ("äß€\u2028x\x85".encode(), "äß€\u2028x\x85"),
        (b"", ""),
    ],
)
def test_text_is_utf_8_with_every_line_end_made_one_character(raw: bytes, text: str) -> None:
    Path("a.yaml").write_bytes(raw)
    assert read_text("a.yaml") == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.yaml: a binary file, not text"),
        ("a: 1".encode("utf-16"), "a.yaml: UTF-16, not UTF-8; save it as UTF-8"),
        ("a: 1".encode("utf-32"), "a.yaml: UTF-32, not UTF-8; save it as UTF-8"),
        (
            "a: 1\r\nb: it’s\n".encode("cp1252"),
            "a.yaml:2:6: not UTF-8: the byte 0x92; it may be Windows-1252: save it as UTF-8",
        ),
        (
            "ä".encode() + "\rü: é\n".encode("latin-1"),
            "a.yaml:2:1: not UTF-8: the byte 0xFC; it may be Latin-1 or Windows-1252: save it as UTF-8",
        ),
        (
            b"\xef\xbb\xbfa\xff",
            "a.yaml:1:2: not UTF-8: the byte 0xFF; it may be Latin-1 or Windows-1252: save it ",
        ),
    ],
)
def test_what_is_no_utf_8_text_is_reported(raw: bytes, expected: str) -> None:
    Path("a.yaml").write_bytes(raw)
    assert str(read_text("a.yaml")).startswith(expected)


def test_a_missing_file_and_a_folder_have_no_text() -> None:
    assert read_text("a.yaml") == Problem(Location("a.yaml"), "no such file")
    assert read_text(".") == Problem(Location("."), "not a file")


def test_a_file_larger_than_the_bound_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    Path("a.yaml").write_bytes(b"abc")
    assert read_text("a.yaml") == "abc"
    Path("a.yaml").write_bytes(b"abcd")
    assert read_text("a.yaml") == Problem(
        Location("a.yaml"), "larger than 1 GiB", "split it into several files"
    )


def test_paths_are_displayed_from_the_working_directory(tmp_path: Path) -> None:
    assert displayed(tmp_path / "f" / "a.yaml") == "f/a.yaml"
    assert displayed("./f//a.yaml") == "f/a.yaml"
    assert displayed("../a.yaml") == "../a.yaml"
    assert displayed(tmp_path) == "."
    assert displayed("/elsewhere/a.yaml") == "/elsewhere/a.yaml"


def test_names_that_cannot_be_shown_are_escaped() -> None:
    assert displayed("a\nb.yaml") == "a\\nb.yaml"
    assert displayed(os.fsdecode(b"a\xff.yaml")) == "a\\udcff.yaml"
