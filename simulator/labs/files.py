"""The file system of a machine: nodes, rights, paths."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from simulator.labs.limits import DISK, FILE, FOLDERS, NODES, Trouble

MISSING = "No such file or directory"
DENIED = "Permission denied"
NOT_DIR = "Not a directory"
IS_DIR = "Is a directory"


@dataclass(frozen=True)
class Who:
    """Somebody in whose name something is done."""

    name: str
    uid: int
    groups: tuple[str, ...]

    @property
    def is_root(self) -> bool:
        """Whether rights do not matter."""
        return self.uid == 0


@dataclass
class Node:
    """A file, folder or link."""

    kind: str
    mode: int
    owner: str
    group: str
    mtime: datetime
    text: str = ""
    target: str = ""
    claimed: int | None = None
    """Bytes it claims to have."""
    zipped: bool = False
    children: dict[str, "Node"] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes."""
        if self.kind == "dir":
            return 4096
        if self.kind == "link":
            return len(self.target)
        return self.claimed if self.claimed is not None else len(self.text.encode())

    def allows(self, who: Who, letter: str) -> bool:
        """Tell whether somebody may read (r), write (w) or enter and run (x) it."""
        bit = {"r": 4, "w": 2, "x": 1}[letter]
        if who.is_root:
            return letter != "x" or self.kind == "dir" or bool(self.mode & 0o111)
        if who.name == self.owner:
            return bool(self.mode >> 6 & bit)
        if self.group in who.groups:
            return bool(self.mode >> 3 & bit)
        return bool(self.mode & bit)


def absolute(path: str, cwd: str) -> str:
    """Return a path from the root, without ``.`` and ``..``."""
    parts: list[str] = []
    for part in (path if path.startswith("/") else f"{cwd}/{path}").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


class Files:
    """A tree of nodes."""

    def __init__(self, now: datetime) -> None:
        self.root = Node("dir", 0o755, "root", "root", now)
        self._count = 1
        self._written = 0

    def put(self, path: str, node: Node) -> Node:
        """Put a node in place whoever may; missing folders are made."""
        parts = path.strip("/").split("/")
        place = self.root
        for part in parts[:-1]:
            fresh = Node("dir", 0o755, "root", "root", node.mtime)
            place = place.children.setdefault(part, fresh)
        if path.strip("/"):
            old = place.children.get(parts[-1])
            if old is not None:
                node.children = old.children
            place.children[parts[-1]] = node
        else:
            node.children, self.root = self.root.children, node
        self._count += 1
        return node

    def find(self, path: str, who: Who, *, follow: bool = True, depth: int = 0) -> Node:
        """Return the node at an absolute path.

        Raises:
            Trouble: ``No such file or directory``, ``Permission denied``, ``Not a directory``.
        """
        if depth > 8:
            raise Trouble("Too many levels of symbolic links")
        node, walked = self.root, ""
        parts = [part for part in path.split("/") if part]
        for index, part in enumerate(parts):
            if node.kind != "dir":
                raise Trouble(NOT_DIR)
            if not node.allows(who, "x"):
                raise Trouble(DENIED)
            if part not in node.children:
                raise Trouble(MISSING)
            node = node.children[part]
            if node.kind == "link" and (follow or index < len(parts) - 1):
                rest = "/".join(parts[index + 1 :])
                target = absolute(node.target, walked or "/")
                return self.find(f"{target}/{rest}", who, follow=follow, depth=depth + 1)
            walked += f"/{part}"
        return node

    def parent(self, path: str, who: Who) -> tuple[Node, str]:
        """Return the folder in which a path lies and its name there."""
        head, _, name = path.rstrip("/").rpartition("/")
        if not name:
            raise Trouble("Operation not permitted")
        folder = self.find(head or "/", who)
        if folder.kind != "dir":
            raise Trouble(NOT_DIR)
        return folder, name

    def read(self, path: str, who: Who) -> str:
        """Return the text of a file."""
        node = self.find(path, who)
        if node.kind == "dir":
            raise Trouble(IS_DIR)
        if not node.allows(who, "r"):
            raise Trouble(DENIED)
        return node.text

    def write(self, path: str, text: str, who: Who, now: datetime, *, append: bool = False) -> None:
        """Write a file, made when it is not there."""
        if path == "/dev/null":
            return
        try:
            node = self.find(path, who)
        except Trouble as trouble:
            if trouble.text != MISSING:
                raise
            node = self.make(path, Node("file", 0o644, who.name, who.groups[0], now), who)
        if node.kind == "dir":
            raise Trouble(IS_DIR)
        if not node.allows(who, "w"):
            raise Trouble(DENIED)
        whole = node.text + text if append else text
        if len(whole) > FILE:
            raise Trouble("No space left on device")
        self._grow(len(whole) - len(node.text))
        node.text, node.mtime = whole, now
        if not append:
            node.claimed = None

    def make(self, path: str, node: Node, who: Who) -> Node:
        """Put a new node into a folder somebody may write to."""
        folder, name = self.parent(path, who)
        if name in folder.children:
            raise Trouble("File exists")
        if not (folder.allows(who, "w") and folder.allows(who, "x")):
            raise Trouble(DENIED)
        if self._count >= NODES:
            raise Trouble("No space left on device")
        if path.count("/") + max(below.count("/") for below, _node in walk("", node)) > FOLDERS:
            raise Trouble("File name too long")
        self._count += 1
        self._grow(sum(len(one.text) for _path, one in walk("", node)))
        folder.children[name], folder.mtime = node, node.mtime
        return node

    def _grow(self, size: int) -> None:
        self._written = max(0, self._written + size)
        if self._written > DISK:
            self._written -= size
            raise Trouble("No space left on device")

    def remove(self, path: str, who: Who, now: datetime) -> Node:
        """Take a node out of its folder."""
        folder, name = self.parent(path, who)
        if name not in folder.children:
            raise Trouble(MISSING)
        node = folder.children[name]
        sticky = folder.mode & 0o1000 and who.name not in (folder.owner, node.owner)
        if not who.is_root and (not folder.allows(who, "w") or not folder.allows(who, "x") or sticky):
            raise Trouble("Operation not permitted" if sticky and folder.allows(who, "w") else DENIED)
        del folder.children[name]
        folder.mtime = now
        return node

    def has(self, path: str, who: Who) -> bool:
        """Tell whether something is there for somebody."""
        try:
            self.find(path, who)
        except Trouble:
            return False
        return True


def walk(path: str, node: Node) -> Iterator[tuple[str, Node]]:
    """Yield (path, node) of a node and everything below it, in order of name, whoever may."""
    yield path, node
    if node.kind == "dir":
        for name in sorted(node.children):
            yield from walk(f"{path.rstrip('/')}/{name}", node.children[name])


def letters(node: Node) -> str:
    """Return kind and mode as ``ls -l`` shows them."""
    kind = {"dir": "d", "link": "l"}.get(node.kind, "-")
    shown = ["-"] * 9
    for place in range(9):
        if node.mode >> (8 - place) & 1:
            shown[place] = "rwx"[place % 3]
    for bit, place, mark in ((0o4000, 2, "s"), (0o2000, 5, "s"), (0o1000, 8, "t")):
        if node.mode & bit:
            shown[place] = mark if shown[place] == "x" else mark.upper()
    return kind + "".join(shown)
