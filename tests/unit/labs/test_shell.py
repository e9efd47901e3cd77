"""The shell of a lab: words, quotes, pipes, redirections, conditions, exit codes, names filled in."""

import pytest
from hypothesis import given, settings, strategies as st

from simulator.labs.limits import LINE, SHOWN, WORK
from simulator.labs.shell import run
from simulator.labs.table import COMMANDS, TOPICS
from tests.unit.labs.machines import Typist, machine


@pytest.mark.parametrize(
    ("line", "shown", "code"),
    [
        ("echo a  b", "a b\n", 0),
        ("echo 'a  b' \"c $USER\" '$USER'", "a  b c ann $USER\n", 0),
        (r"echo a\ b\$", "a b$\n", 0),
        ('echo "a\\"b"', 'a"b\n', 0),
        ("echo “a b”", "a b\n", 0),
        ("echo a # what follows is said to nobody", "a\n", 0),
        ("false; echo $?", "1\n", 0),
        ("false && echo no || echo yes", "yes\n", 0),
        ("true || echo no; echo end", "end\n", 0),
        ("nosuch", "bash: nosuch: command not found\n", 127),
        ("/srv/secret", "bash: /srv/secret: Permission denied\n", 126),
        ("./nothing", "bash: ./nothing: No such file or directory\n", 127),
        ("/srv", "bash: /srv: Is a directory\n", 126),
        ("X=5; echo $X ${X}1 $NONE.", "5 51 .\n", 0),
        ("cat a.txt | grep two | wc -l", "2\n", 0),
        ("cat nope | wc -l", "cat: nope: No such file or directory\n0\n", 0),
        ("cat nope 2>/dev/null", "", 1),
        ("cat nope a.txt 2>&1 | head -1", "cat: nope: No such file or directory\n", 0),
        ("cat < a.txt | head -n 1", "one\n", 0),
        ("echo x > /srv/secret", "bash: /srv/secret: Permission denied\n", 1),
        ("cat < nope", "bash: nope: No such file or directory\n", 1),
        ("echo *.txt", "a.txt b c.txt\n", 0),
        ("echo '*'.txt *.nope", "*.txt *.nope\n", 0),
        ("echo {a,b}.log", "a.log b.log\n", 0),
        ("ls ~/a.txt $HOME/a.txt", "/home/ann/a.txt  /home/ann/a.txt\n", 0),
        ("echo 'open", "bash: unexpected EOF while looking for matching `''\n", 2),
        ("ls | | wc", "bash: syntax error near unexpected token `|'\n", 2),
        ("echo a >", "bash: syntax error near unexpected token `newline'\n", 2),
        ("echo $(head -2 a.txt) end", "one two end\n", 0),
        ('echo "$(head -2 a.txt)" end', "one\ntwo end\n", 0),
        ("echo `whoami`-x '$(whoami)'", "ann-x $(whoami)\n", 0),
        ("echo $(cat nope)", "cat: nope: No such file or directory\n\n", 0),
        ("echo $(echo $(echo $(echo deep)))", "deep\n", 0),
        ("echo $(echo a", "bash: unexpected EOF while looking for matching `)'\n", 2),
        ("X='a b'; echo -n $X; test -z $NONE", "a b", 0),
        ('X=$(cat a.txt); echo "$X" | wc -l', "4\n", 0),
        ("for i in 1 2 3; do echo $i; done", "1\n2\n3\n", 0),
        ("for i in $(seq -w 9 10); do echo n$i; echo .; done", "n09\n.\nn10\n.\n", 0),
        ("sudo sh -c 'cat /srv/secret > /srv/copy'; sudo cat /srv/copy", "s3cret\n", 0),
        ("echo 'echo $USER' > s; sh s; bash -c 'echo 1; false'", "ann\n1\n", 1),
        ("echo 'sh s' > s; sh s", "bash: lines inside lines go no deeper here\n", 2),
        ("", "", 0),
        ("   # only a remark", "", 0),
    ],
)
def test_lines_do_what_a_shell_does(typed: Typist, line: str, shown: str, code: int) -> None:
    assert typed(line) == shown
    assert typed.code == code


def test_output_goes_to_files_and_is_added_to_them(typed: Typist) -> None:
    assert typed("echo one > f; echo two >> f; echo three 1>f2 2>&1; cat f f2") == "one\ntwo\nthree\n"
    assert typed("ls nope > both 2>&1; cat both") == "ls: cannot access 'nope': No such file or directory\n"
    assert typed("ls nope 2>&1 > half; cat half") == "ls: cannot access 'nope': No such file or directory\n"
    assert typed("ls nope &> all; wc -l < all") == "1\n"


@pytest.mark.parametrize("line", ["sudo " * 70 + "ls", "time " * 70 + "ls", "echo $(" * 40 + ")" * 40])
def test_nothing_goes_too_deep(typed: Typist, line: str) -> None:
    assert "go no deeper here" in typed(line)
    assert typed("echo on") == "on\n"


def test_what_this_shell_does_not_have_is_said(typed: Typist) -> None:
    assert "no other loops and conditions" in typed("while true; do ls; done")
    assert typed.code == 2
    assert "this machine has no editor" in typed("vim a.txt")
    assert "not part of this machine" in typed("python3 x.py")


def test_a_remark_or_a_number_before_a_redirection_is_no_file(typed: Typist) -> None:
    typed("cat nope 2> errors")
    assert "No such file" in typed("cat errors")


def test_a_long_line_many_commands_and_much_output_are_refused_in_words(typed: Typist) -> None:
    assert f"longer than {LINE}" in typed("x" * (LINE + 1))
    assert "no more than 12" in typed("echo " + "| cat " * 13)
    assert "no more than 12" in typed("true;" * 30)
    shown = typed("cat /var/log/app.log " * 14)
    assert len(shown) < SHOWN + 100
    assert "the rest is not shown" in shown


def test_work_is_bounded(typed: Typist) -> None:
    typed(
        "cat /var/log/app.log /var/log/app.log /var/log/app.log > f; cat f f f f f > g; cat g g g g > h; cat h h > i"
    )
    assert "reads more than this lab bears" in typed(
        "cat i i i | cat | cat | cat | grep -E '(a|b)*c' | wc -l"
    )
    assert typed.machine.work < 1.5 * WORK
    assert typed("echo still here") == "still here\n"


def test_every_command_says_how_it_is_used(typed: Typist) -> None:
    for name, command in COMMANDS.items():
        assert typed(f"{name} --help").startswith(f"Usage: {command.usage}"), name
        assert command.usage
        assert command.about or name == "ll"
    shown = typed("help")
    assert all(topic in shown for topic in TOPICS)
    for names in TOPICS.values():
        assert set(names) <= set(COMMANDS)
    assert "USAGE" in typed("man grep")
    assert typed("man nosuch") == "man: No manual entry for nosuch\n"
    assert typed("which ls nosuch") == "/usr/bin/ls\n"
    assert typed.code == 1


PARTS = st.sampled_from(
    [*sorted(COMMANDS), "|", ">", ">>", "<", "&&", "||", ";", "2>&1", "'", '"', "$HOME", "$?", "*", "..", "/", "-", "a.txt",
     "-l", "-n", "-r", "/srv/closed", "{}", "\\;", "777", "u+x", "500", "web.example", "203.0.113.10", "443", "vm-1", "vm", "sg",
     "-e", "$(", ")", "`", "for", "in", "do", "done", "-E", "(a|b)*", "[", "]", "\\", "s/a/b/", "{print $1}", "--x", "=", "#", "~", "-1", "99999999999", "é", "\t"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(PARTS, max_size=9).map(" ".join), st.text(max_size=60)))
def test_no_line_raises_and_each_is_bounded_and_reproducible(line: str) -> None:
    one, other = machine(), machine()
    first, second = run(one, line), run(other, line)
    assert first == second
    assert 0 <= first.code <= 255
    assert len(first.text) <= SHOWN + 100
    assert run(one, "pwd").text == run(other, "pwd").text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PARTS, max_size=6).map(" ".join), max_size=12))
def test_a_sequence_of_lines_gives_the_same_machine_twice(lines: list[str]) -> None:
    one, other = machine(), machine()
    assert [run(one, line) for line in lines] == [run(other, line) for line in lines]
    assert (one.cwd, one.flags, one.env, sorted(one.processes)) == (
        other.cwd,
        other.flags,
        other.env,
        sorted(other.processes),
    )


def test_a_machine_has_room_for_so_much(typed: Typist) -> None:
    for name in "abcdefghijklmnopqrstuvwxyz":
        typed(f"cat /var/log/app.log /var/log/app.log /var/log/app.log /var/log/app.log > {name}")
        typed(f"cat {name} {name} {name} {name} {name} {name} {name} {name} > {name}{name}")
    assert "No space left on device" in typed("for i in $(seq 1 30); do cp zz zz$i; done")
    assert "No space left on device" in typed("for i in $(seq 1 40); do cp zz y$i; done")
    assert typed('X=$(cat aa); echo -n "$X" | wc -c') == "4000\n"
    assert "no date format" in typed("date +%9999999Y")


def test_folders_go_so_deep(typed: Typist) -> None:
    deep = "/".join("d" * 30)
    assert typed(f"mkdir -p {deep} && cp -r d e; echo made") == "made\n"
    assert "File name too long" in typed(f"mv e {deep}/")
    assert "File name too long" in typed("for i in $(seq 1 40); do mkdir x; cd x; done")
    assert typed("cd; find d -type d | wc -l") == "30\n"
