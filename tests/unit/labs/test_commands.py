"""Commands of a lab machine: what they show, what they change, how they fail."""

import pytest

from tests.unit.labs.machines import Typist


@pytest.mark.parametrize(
    ("line", "code", "parts"),
    [
        ("pwd", 0, ["/home/ann\n"]),
        ("cd nope", 1, ["cd: nope: No such file or directory"]),
        ("cd a.txt", 1, ["cd: a.txt: Not a directory"]),
        ("cd /srv/closed", 1, ["cd: /srv/closed: Permission denied"]),
        ("cd /srv && cd - && pwd", 0, ["/home/ann"]),
        ("ls", 0, ["a.txt  b c.txt  data.json\n"]),
        ("ls -a", 0, [".hidden", "..  "]),
        ("ls -l a.txt", 0, ["-rw-r--r-- 1 ann ann 18 Mar  8 09:30 a.txt"]),
        ("ls -ld /srv/shared /tmp", 0, ["drwxrwx--- 2 root adm", "drwxrwxrwt"]),
        ("ls -l /srv/now", 0, ["/srv/now -> /home/ann/a.txt"]),
        ("ls -lh /var/log/big.log", 0, ["4.7G"]),
        ("ls /srv/closed", 2, ["ls: cannot open directory '/srv/closed': Permission denied"]),
        ("ls -Z", 2, ["ls: invalid option -- 'Z'", "Try 'ls --help'"]),
        ("stat -c '%a %U:%G' /srv/secret", 0, ["600 root:root\n"]),
        ("stat a.txt", 0, ["Size: 18", "(0644/-rw-r--r--)"]),
        ("cat /srv/secret", 1, ["cat: /srv/secret: Permission denied"]),
        ("cat /srv", 1, ["cat: /srv: Is a directory"]),
        ("sudo cat /srv/secret", 0, ["s3cret\n"]),
        ("cat -n a.txt", 0, ["     1\tone"]),
        ("zcat /var/log/old.log.gz", 0, ["old line\n"]),
        ("zcat a.txt", 1, ["not in gzip format"]),
        ("head -2 a.txt", 0, ["one\ntwo\n"]),
        ("tail -n +3 a.txt", 0, ["three\ntwo\n"]),
        ("tail -1 a.txt", 0, ["two\n"]),
        ("head a.txt data.json", 0, ["==> a.txt <==", "==> data.json <=="]),
        ("head -n x a.txt", 1, ["invalid number"]),
        ("tail nope", 1, ["tail: cannot open 'nope' for reading: No such file or directory"]),
        ("wc -l a.txt", 0, ["4 a.txt\n"]),
        ("wc a.txt data.json", 0, ["total"]),
        ("less nope", 1, ["less: nope: No such file or directory"]),
        ("grep -n two a.txt", 0, ["2:two\n4:two\n"]),
        ("grep -c two a.txt", 0, ["2\n"]),
        ("grep nothing a.txt", 1, [""]),
        ("grep -v two a.txt", 0, ["one\nthree\n"]),
        ("grep -A1 one a.txt", 0, ["one\ntwo\n"]),
        ("grep -h ERROR /var/log/app.log", 0, ["2026-03-10 07:10:30 ERROR disk full\n"]),
        ("grep -ro 'ERROR [a-z]*' /var/log", 0, ["/var/log/app.log:ERROR disk"]),
        ("grep -rl ERROR /var/log 2>/dev/null", 0, ["/var/log/app.log\n"]),
        ("grep", 2, ["grep: no pattern given"]),
        ("grep x nope", 2, ["grep: nope: No such file or directory"]),
        ("zgrep old /var/log/old.log.gz", 0, ["old line"]),
        ("find . -name '*.txt'", 0, ["./a.txt\n./b c.txt\n"]),
        ("find /srv -type d", 1, ["/srv/shared", "find: ‘/srv/closed’: Permission denied"]),
        ("find /var/log -size +1G", 0, ["/var/log/big.log"]),
        ("find . -name a.txt -exec wc -l {} \\;", 0, ["4 ./a.txt"]),
        ("find . -nope", 1, ["unknown predicate `-nope'"]),
        ("sort -r a.txt", 0, ["two\ntwo\nthree\none\n"]),
        ("sort -t: -k2 -n 'b c.txt'", 0, ["x:1:9\ny:2:8\nz:10:7"]),
        ("sort a.txt | uniq -c | sort -rn", 0, ["      2 two\n"]),
        ("cut -d: -f1,3 'b c.txt'", 0, ["x:9\n"]),
        ("echo abc | tr a-c A-C", 0, ["ABC\n"]),
        ("echo 'a b' | tr -d ' '", 0, ["ab\n"]),
        ("awk -F: '$2 > 1 {print $1, $NF}' 'b c.txt'", 0, ["y 8\nz 7\n"]),
        ("awk '/two/' a.txt", 0, ["two\ntwo\n"]),
        ("awk '{for(;;)}' a.txt", 2, ["awk: this machine's awk knows one action"]),
        ("sed -n '2,3p' a.txt", 0, ["two\nthree\n"]),
        ("sed 's/two/2/' a.txt", 0, ["one\n2\n"]),
        ("sed '/two/d' a.txt", 0, ["one\nthree\n"]),
        ("sed 'q' a.txt", 1, ["unknown command"]),
        ("jq -r '.items[].id' data.json", 0, ["a\nb\n"]),
        ("jq '.items[] | select(.n == 2) | .id' data.json", 0, ['"b"\n']),
        ("jq . a.txt", 2, ["the input is not JSON"]),
        ("echo a.txt | xargs wc -l", 0, ["4 a.txt"]),
        ("df -h", 0, ["/dev/vda1   20G  15G  4.8G  75% /"]),
        ("du -sh /var/log", 0, ["6.6G\t/var/log"]),
        ("free -m", 0, ["Mem:"]),
        ("id", 0, ["uid=1000(ann) gid=1000(ann) groups=1000(ann),1001(adm)"]),
        ("id nope", 1, ["‘nope’: no such user"]),
        ("groups bob", 0, ["bob : bob"]),
        ("whoami; sudo whoami; sudo -u bob whoami", 0, ["ann\nroot\nbob\n"]),
        ("date", 0, ["Tue Mar 10 09:30:04 UTC 2026"]),
        ("date +%Y-%m-%d", 0, ["2026-03-10\n"]),
        ("hostname; uname", 0, ["box\nLinux\n"]),
        ("test -f a.txt && [ 1 -lt 2 ] && echo yes", 0, ["yes"]),
        ("printf '%s-%s\\n' a b", 0, ["a-b\n"]),
        ("history", 0, ["    1  history"]),
    ],
)  # fmt: skip
def test_what_stands_on_the_screen(typed: Typist, line: str, code: int, parts: list[str]) -> None:
    shown = typed(line)
    for part in parts:
        assert part in shown, shown
    assert typed.code == code, shown


def test_files_are_made_moved_and_removed(typed: Typist) -> None:
    assert (
        typed("mkdir -p x/y && touch x/y/f && cp a.txt x/ && mv x/a.txt x/b && ls -R x")
        == "x:\nb  y\n\nx/y:\nf\n"
    )
    assert "Is a directory" in typed("rm x")
    assert "Directory not empty" in typed("rmdir x")
    assert typed("rm -r x; ls x") == "ls: cannot access 'x': No such file or directory\n"
    assert "Permission denied" in typed("touch /srv/closed/z")
    assert "Permission denied" in typed("rm /srv/secret")
    assert "dangerous" in typed("sudo rm -rf /")
    assert "File exists" in typed("mkdir /srv")
    assert "omitting directory" in typed("cp /srv x")
    assert typed("ln -s a.txt l && cat l | head -1") == "one\n"
    assert typed("tee t < a.txt | wc -l; sed -i 's/one/1/' t; head -1 t") == "4\n1\n"
    assert "No such file" in typed("mv nope x")


def test_rights_are_changed_by_their_owner_only(typed: Typist) -> None:
    typed("touch f")
    for mode, shown in (
        ("640", "640"),
        ("u+x", "740"),
        ("g-r,o+r", "704"),
        ("a=r", "444"),
        ("u=rw,g=r,o=", "640"),
        ("-r", "200"),
    ):
        typed(f"chmod {mode} f")
        assert typed("stat -c %a f") == f"{shown}\n"
    assert typed("chmod 999 f") == "chmod: invalid mode: '999'\n"
    assert (
        typed("chmod 644 /srv/secret")
        == "chmod: changing permissions of '/srv/secret': Operation not permitted\n"
    )
    assert typed("chown bob f") == "chown: changing ownership of 'f': Operation not permitted\n"
    assert typed("chown ann:adm f; stat -c %G f") == "adm\n"
    assert typed("sudo chown nobodyelse f") == "chown: invalid user: 'nobodyelse'\n"
    assert typed("sudo chown -R bob:bob f; stat -c %U:%G f") == "bob:bob\n"
    typed("mkdir d; touch d/in; chmod -R u=rwX,go= d")
    assert typed("stat -c %a d d/in") == "700\n600\n"
    assert "missing operand after '600'" in typed("chmod 600")


def test_processes_are_shown_and_ended(typed: Typist) -> None:
    rows = typed("ps aux").splitlines()
    assert rows[0].split()[:4] == ["USER", "PID", "%CPU", "%MEM"]
    assert typed("ps -eo pid,user,etime,cmd --sort=-%cpu").splitlines()[1].split()[:3] == [
        "600",
        "bob",
        "02:00:08",
    ]
    assert typed("ps -p 600 -o user=") == "bob\n"
    assert "unknown user-defined format" in typed("ps -o nope")
    assert typed("pgrep -f hog") == "600\n"
    assert typed("pgrep -a worker") == "500 /usr/bin/worker --one\n"
    assert typed("kill 600") == "kill: (600) - Operation not permitted\n"
    assert typed("kill 77") == "kill: (77) - No such process\n"
    assert "arguments must be process" in typed("kill abc")
    assert typed("sudo kill 600; pgrep -f hog") == "600\n"
    assert typed("sudo kill -9 600; pgrep -f hog") == ""
    assert "killed:600" in typed.machine.flags
    assert typed("kill 500; ps -p 500 -o pid=") == ""
    typed("sudo pkill writer")
    assert typed("systemctl is-active writer") == "active\n"
    assert "Scheduled restart" in typed("journalctl -u writer")
    assert "top -" in typed("top")


def test_services_start_when_what_they_need_is_there(typed: Typist) -> None:
    failed = typed("systemctl --failed")
    assert "broken.service" in failed
    assert "writer.service" not in failed
    assert "could not be found" in typed("systemctl status nope")
    assert "Interactive authentication required" in typed("systemctl restart writer")
    assert "failed because the control process exited" in typed("sudo systemctl start broken")
    assert "cannot read /srv/secret" in typed("journalctl -u broken -n 5")
    typed("sudo chown bob /srv/secret; sudo systemctl start broken")
    assert "active (running)" in typed("systemctl status broken")
    assert typed("sudo systemctl stop broken; systemctl is-active broken") == "inactive\n"
    assert typed("sudo systemctl frobnicate writer") == "systemctl: Unknown command verb 'frobnicate'.\n"
    assert typed("journalctl --since 'next year'") == "journalctl: Failed to parse timestamp: next year\n"
    assert typed("journalctl -u writer --since '1 min ago'") == "-- No entries --\n"


def test_space_of_a_removed_file_comes_back_when_nobody_holds_it_open(typed: Typist) -> None:
    typed("sudo rm /var/log/big.log")
    assert " 51% /" in typed("df -h /")
    before = typed("df /")
    typed("sudo rm /var/log/held.log")
    assert typed("df /") == before
    assert "/var/log/held.log (deleted)" in typed("sudo lsof +L1")
    typed("sudo systemctl restart writer")
    assert typed("df /") != before


def test_hosts_names_and_ports(typed: Typist) -> None:
    assert "4 packets transmitted, 4 received, 0% packet loss" in typed("ping open.example")
    assert "100% packet loss" in typed("ping -c 2 quiet.example")
    assert "Destination Host Unreachable" in typed("ping -c 1 down.example")
    assert typed("ping nope.example") == "ping: nope.example: Name or service not known\n"
    assert typed.code == 2
    assert "message too long, mtu=1500" in typed("ping -c 1 -M do -s 1473 open.example")
    assert "Frag needed and DF set (mtu = 1400)" in typed("ping -c 1 -M do -s 1373 open.example")
    assert "1 received" in typed("ping -c 1 -M do -s 1372 open.example")
    assert typed("traceroute -m 3 web.example").splitlines()[2:] == [" 2  * * *", " 3  * * *"]
    assert "203.0.113.11" in typed("mtr -n open.example")
    assert "succeeded!" in typed("nc -vz open.example 443")
    assert "Connection refused" in typed("nc -vz open.example 8080")
    assert typed.code == 1
    assert "Connection timed out" in typed("nc -vz web.example 22")
    assert "succeeded" in typed("nc -vz localhost 8080")
    assert "Connected to open.example" in typed("telnet open.example 80")
    assert "inet 10.0.4.11/24" in typed("ip a")
    assert "default via 10.0.4.1" in typed("ip r")
    assert "Operation not permitted" in typed("ip addr add 10.0.0.1/24 dev eth0")
    assert "0.0.0.0:8080" in typed("ss -ltn")
    assert "pid=700" in typed("sudo ss -ltnp")
    assert "pid=700" not in typed("ss -ltnp")
    assert "700" in typed("sudo lsof -i :8080")


def test_dns_answers_differ_by_server(typed: Typist) -> None:
    assert typed("dig open.example +short") == "203.0.113.11\n"
    assert typed("dig @ns.example open.example +short") == "203.0.113.99\n"
    assert typed("dig alias.example +short") == "open.example.\n203.0.113.11\n"
    assert "status: NXDOMAIN" in typed("dig nope.example")
    assert "status: REFUSED" in typed("dig @192.0.2.3 open.example")
    assert "timed out" in typed("dig @192.0.2.200 open.example")
    assert "AUTHORITY SECTION" in typed("dig @192.0.2.1 open.example")
    assert "203.0.113.99" in typed("dig +trace open.example")
    assert "canonical name = open.example." in typed("nslookup alias.example")
    assert "server can't find nope.example: NXDOMAIN" in typed("nslookup nope.example")
    assert typed.code == 1
    assert "is an alias for" in typed("host alias.example")
    assert typed("dig lost.example +short") == "nowhere.example.\n"
    typed("echo 192.0.2.77 mine.example | sudo tee -a /etc/hosts")
    assert typed("getent hosts mine.example").split() == ["192.0.2.77", "mine.example"]


def test_curl_says_how_it_fails(typed: Typist) -> None:
    for line, code, part in [
        ("curl https://nope.example/", 6, "(6) Could not resolve host: nope.example"),
        ("curl http://open.example:8080/", 7, "(7) Failed to connect to open.example port 8080"),
        ("curl -m 3 http://web.example:22/", 28, "(28) Connection timed out after 3001 milliseconds"),
        ("curl https://web.example/", 60, "(60) SSL certificate problem: certificate has expired"),
        ("curl -k https://web.example/", 0, "late"),
        ("curl --resolve other.example:443:203.0.113.11 https://other.example/", 52, "(52) Empty reply"),
        ("curl -f https://open.example/nothing", 22, "(22) The requested URL returned error: 404"),
        ("curl ftp://open.example/", 1, "(1) Protocol"),
        ("curl https://open.example:99999999/", 3, "(3) URL using bad"),
        ("curl", 2, "try 'curl --help'"),
        ("curl -s https://nope.example/", 6, ""),
    ]:
        assert part in typed(line), line
        assert typed.code == code, line


def test_curl_asks_sends_and_shows(typed: Typist) -> None:
    assert typed("curl -s https://open.example/") == "<html>home</html>\n"
    head = typed("curl -sI https://open.example/")
    assert head.startswith("HTTP/1.1 200 OK\n")
    assert "X-Cache: HIT" in head
    assert "home" not in head
    assert typed("curl -sL http://open.example/") == "<html>home</html>\n"
    assert typed("curl -s -o /dev/null -w '%{http_code}\\n' http://open.example/") == "301\n"
    assert typed("curl -s -w '%{http_code}' https://open.example/private") == "401"
    assert typed("curl -s -H 'Authorization: Bearer good' https://open.example/private") == "hello\n"
    assert typed("curl -s 'https://open.example/q?name=x'") == "asked\n"
    assert "201 Created" in typed("curl -i --json '{\"name\": 1}' https://open.example/things")
    assert "made" in typed.machine.flags
    verbose = typed("curl -v https://open.example/ 2>&1")
    assert all(
        part in verbose
        for part in (
            "Connected to open.example",
            "> GET / HTTP/1.1",
            "< HTTP/1.1 200 OK",
            "SSL certificate verify ok",
        )
    )
    for code in ("200", "200", "429", "429"):
        assert typed("curl -s -o f -w '%{http_code}' https://open.example/limited") == code
    assert typed("sleep 40; curl -s https://open.example/limited") == "ok\n"
    assert [one.status for one in typed.machine.requests][:2] == [200, 200]


def test_certificates_are_read(typed: Typist) -> None:
    shown = typed(
        "openssl s_client -connect open.example:443 </dev/null 2>/dev/null | openssl x509 -noout -dates -subject -ext subjectAltName"
    )
    assert (
        shown
        == "subject=CN = open.example\nnotBefore=Jan  1 00:00:00 2026 GMT\nnotAfter=Sep  1 00:00:00 2026 GMT\nX509v3 Subject Alternative Name: \n    DNS:open.example\n"
    )
    assert "Verify return code: 10 (certificate has expired)" in typed(
        "openssl s_client -connect web.example:443"
    )
    assert "errno=111" in typed("openssl s_client -connect open.example:9")
    assert typed("openssl x509 -in a.txt -noout -dates") == "Could not find certificate from <stdin>\n"


def test_keys_are_made_compared_and_used(typed: Typist) -> None:
    assert "fingerprint" in typed("ssh-keygen -t ed25519 -N ''")
    assert typed("stat -c %a .ssh .ssh/id_ed25519 .ssh/id_ed25519.pub") == "700\n600\n644\n"
    assert "already exists" in typed("ssh-keygen")
    one, other = (
        typed("ssh-keygen -lf .ssh/id_ed25519.pub").split()[1],
        typed("ssh-keygen -lf .ssh/id_ed25519").split()[1],
    )
    assert one == other
    assert "can't be established" in typed("ssh ann@open.example")
    assert "Permission denied (publickey)" in typed(
        "ssh -o StrictHostKeyChecking=accept-new ann@open.example"
    )
    typed("cloud vm key vm-1 --key-file .ssh/id_ed25519.pub")
    assert "Welcome" in typed("ssh -o StrictHostKeyChecking=accept-new ann@open.example")
    assert "login:ann@203.0.113.11" in typed.machine.flags
    assert "Permission denied (publickey)" in typed("ssh bob@open.example")
    assert typed.code == 255
    assert "Connection timed out" in typed("ssh web.example")
    assert "Could not resolve hostname" in typed("ssh nope.example")
    typed("chmod 644 .ssh/id_ed25519")
    assert "UNPROTECTED PRIVATE KEY FILE" in typed("ssh ann@open.example")
    typed("echo 'open.example ssh-ed25519 AAAAwrong' > .ssh/known_hosts")
    assert "IDENTIFICATION HAS CHANGED" in typed("ssh ann@open.example")
    assert "updated" in typed("ssh-keygen -R open.example")
    assert "AAAAother" in typed("ssh-keyscan open.example")
    assert "is not a key file" in typed("ssh-keygen -lf a.txt")


def test_the_console_shows_and_changes_resources(typed: Typist) -> None:
    assert "vm " in typed("cloud")
    assert "vm-1" in typed("cloud vm list")
    assert "status : RUNNING" in typed("cloud vm show app")
    assert typed("cloud vm serial vm-1") == "login:\n"
    figures = typed("cloud vm metrics vm-1 cpu")
    assert "09:30" in figures
    assert float(figures.splitlines()[-2].split()[1]) > 80 > float(figures.splitlines()[1].split()[1])
    assert typed("cloud vm stop vm-1") == "vm-1 stopped\n"
    assert typed("cloud vm stop vm-1") == "cloud: it does not run\n"
    assert "stopped:vm-1" in typed.machine.flags
    assert "needs --key-file" in typed("cloud vm key vm-1")
    typed("ssh-keygen -f k")
    assert "private key" in typed("cloud vm key vm-1 --key-file k")
    assert "sent-private-key" in typed.machine.flags
    assert typed("cloud vm key vm-1 --key-file k.pub") == "done\n"
    for line, part in [
        ("cloud nope list", "unknown kind"),
        ("cloud vm show", "say which"),
        ("cloud vm show x", "not found"),
        ("cloud vm fly vm-1", "knows no “fly”"),
    ]:
        assert part in typed(line)


def test_security_groups_decide_who_gets_through(typed: Typist) -> None:
    assert "timed out" in typed("nc -vz -w 1 web.example 22")
    assert "rule r3 added" in typed("cloud sg add-rule web --port 22 --source 198.51.100.7")
    assert "succeeded" in typed("nc -vz -w 1 web.example 22")
    assert "removed" in typed("cloud sg remove-rule sg-1 r3")
    assert "timed out" in typed("nc -vz -w 1 web.example 22")
    assert "is no network" in typed("cloud sg add-rule web --port 22 --source here")
    assert "say --proto" in typed("cloud sg add-rule web --port x --source 0.0.0.0/0")
    assert "has no rule" in typed("cloud sg remove-rule web r99")
    assert "192.0.2.0/24" in typed("cloud sg show web")
