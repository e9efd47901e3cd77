"""``cloud``: the console of the provider as a command: resources, their details, what can be done with them."""

import ipaddress
import re

from simulator.domain.machine import Deed, Group, Resource, Rule
from simulator.labs.call import Call
from simulator.labs.commands.dashboards import metrics
from simulator.labs.commands.space import table
from simulator.labs.limits import Trouble

SHORT = ("name", "status", "zone", "address")
"""Fields that a list shows, in this order, where a kind has them."""


def cloud(call: Call) -> int:
    """Show and change resources of the project: cloud vm list, cloud vm show ID."""
    words, values = _split(call.args)
    if not words:
        return _overview(call)
    kind, verb = words[0], words[1] if len(words) > 1 else "list"
    if kind == "sg":
        return _groups(call, verb, words[2:], values)
    if kind not in _kinds(call):
        raise Trouble(f"unknown kind “{kind}”; this project has: {', '.join(_kinds(call))}")
    if verb in ("list", "ls"):
        return _list(call, [one for one in call.machine.resources.values() if one.kind == kind])
    if len(words) < 3:
        raise Trouble(f"say which: cloud {kind} {verb} ID")
    one = next(
        (
            r
            for r in call.machine.resources.values()
            if r.kind == kind and words[2] in (r.id, r.fields.get("name"))
        ),
        None,
    )
    if one is None:
        raise Trouble(f"{kind} “{words[2]}” was not found in this project")
    if verb in ("show", "get", "describe"):
        return _show(call, one)
    if verb == "metrics" and one.series:
        return metrics(call, one, values.get("name", words[3] if len(words) > 3 else ""))
    if verb in one.texts:
        call.say(one.texts[verb].rstrip("\n"))
        return 0
    return _do(call, one, verb, values)


def _split(args: list[str]) -> tuple[list[str], dict[str, str]]:
    words: list[str] = []
    values: dict[str, str] = {}
    queue = list(args)
    while queue:
        word = queue.pop(0)
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            values[name] = (
                value if equals else queue.pop(0) if queue and not queue[0].startswith("--") else "yes"
            )
        else:
            words.append(word)
    return words, values


def _kinds(call: Call) -> list[str]:
    found = {one.kind for one in call.machine.resources.values()} | {
        one.kind for one in call.machine.spec.deeds
    }
    return sorted(found | ({"sg"} if call.machine.groups else set()))


def _overview(call: Call) -> int:
    call.say("Usage: cloud KIND list | cloud KIND show ID | cloud KIND VERB ID [--option value]\n\nKinds:")
    for kind in _kinds(call):
        count = (
            len(call.machine.groups)
            if kind == "sg"
            else sum(one.kind == kind for one in call.machine.resources.values())
        )
        verbs = {deed.verb for deed in call.machine.spec.deeds if deed.kind == kind}
        verbs |= {name for one in call.machine.resources.values() if one.kind == kind for name in one.texts}
        verbs |= (
            {"metrics"}
            if any(one.kind == kind and one.series for one in call.machine.resources.values())
            else set()
        )
        verbs |= {"add-rule", "remove-rule"} if kind == "sg" else set()
        call.say(f"  {kind:<10} {count:>2}   {', '.join(['list', 'show', *sorted(verbs)])}")
    return 0


def _list(call: Call, found: list[Resource]) -> int:
    columns = [name for name in SHORT if any(name in one.fields for one in found)]
    rows = [["ID", *(name.upper() for name in columns)]]
    rows += [[one.id, *(one.fields.get(name, "-") for name in columns)] for one in found]
    table(call, [[f"{cell}  " for cell in row] for row in rows])
    return 0


def _show(call: Call, one: Resource) -> int:
    width = max([len(name) for name in one.fields] + [4])
    call.say(f"{'id':<{width}} : {one.id}")
    for name, value in one.fields.items():
        call.say(f"{name:<{width}} : {value}")
    shown = dict.fromkeys(one.texts, "shows more") | (
        {"metrics": "shows figures over time"} if one.series else {}
    )
    shown |= {deed.verb: deed.about for deed in call.machine.spec.deeds if deed.kind == one.kind}
    if shown:
        call.say(f"\ncloud {one.kind} VERB {one.id}:")
    for verb, about in shown.items():
        call.say(f"  {verb:<14} {about}")
    return 0


def _do(call: Call, one: Resource, verb: str, values: dict[str, str]) -> int:
    deed = next((d for d in call.machine.spec.deeds if d.kind == one.kind and d.verb == verb), None)
    if deed is None:
        known = [d.verb for d in call.machine.spec.deeds if d.kind == one.kind] + list(one.texts)
        raise Trouble(f"{one.kind} knows no “{verb}”; it knows: {', '.join(['list', 'show', *known])}")
    if "help" in values:
        call.say(deed.about)
        return 0
    missing = [name for name in deed.needs if name not in values]
    if missing:
        call.say(deed.about)
        raise Trouble(f"needs {', '.join(f'--{name} …' for name in missing)}")
    given = {name: _value(call, name, value) for name, value in values.items()}
    machine = call.machine
    wrong = any(
        not re.fullmatch(f"(?:{value})", one.fields.get(name, "")) for name, value in deed.when.items()
    )
    if wrong or (deed.flag and deed.flag not in machine.flags):
        raise Trouble(_said(deed.refused, one, given))
    _happened(call, deed, one, given)
    call.say(_said(deed.says, one, given))
    return 0


def _happened(call: Call, deed: Deed, one: Resource, given: dict[str, str]) -> None:
    machine = call.machine
    fields = one.fields | {name: _said(value, one, given) for name, value in deed.sets.items()}
    machine.resources[one.id] = one.model_copy(update={"fields": fields})
    for other, changes in deed.elsewhere.items():
        if other in machine.resources:
            theirs = machine.resources[other]
            machine.resources[other] = theirs.model_copy(update={"fields": theirs.fields | changes})
    if deed.creates is not None:
        fresh = {name: _said(value, one, given) for name, value in deed.creates.fields.items()}
        made = deed.creates.model_copy(update={"id": _said(deed.creates.id, one, given), "fields": fresh})
        machine.resources[made.id] = made
    if deed.removes:
        machine.resources.pop(one.id, None)
    machine.flags |= {_said(name, one, given) for name in deed.raises}


def _value(call: Call, name: str, value: str) -> str:
    """Return the value of an option; ``--key-file`` holds what stands in the file."""
    if not name.endswith("-file"):
        return value
    text = call.text(value)
    if "PRIVATE KEY" in text:
        call.machine.flags.add("sent-private-key")
        raise Trouble(
            "this is a private key: it was sent over the network and must be replaced; only the .pub part is asked for"
        )
    return text.strip()


def _said(text: str, one: Resource, given: dict[str, str]) -> str:
    for name, value in {"id": one.id, "name": one.fields.get("name", one.id), **given}.items():
        text = text.replace(f"%{name}", value)
    return text


def _groups(call: Call, verb: str, words: list[str], values: dict[str, str]) -> int:
    groups = call.machine.groups
    if verb in ("list", "ls"):
        table(
            call,
            [
                ["ID", "NAME", "RULES"],
                *([f"{one.id}  ", f"{one.name}  ", str(len(one.rules))] for one in groups.values()),
            ],
        )
        return 0
    one = next((g for g in groups.values() if words and words[0] in (g.id, g.name)), None)
    if one is None:
        raise Trouble(
            "say which security group: cloud sg show ID"
            if not words
            else f"security group “{words[0]}” was not found"
        )
    if verb in ("show", "get", "rules"):
        call.say(f"{one.id} ({one.name}): what no rule allows is dropped without an answer")
        rows = [
            ["RULE", "PROTO", "PORTS", "SOURCE", "NOTE"],
            *([r.id, r.proto, r.ports, r.source, r.note] for r in one.rules),
        ]
        table(call, [[f"{cell}  " for cell in row] for row in rows])
        return 0
    if verb in ("add-rule", "add"):
        return _add(call, one, values)
    if verb in ("remove-rule", "delete-rule", "remove", "delete"):
        return _remove(call, one, words[1] if len(words) > 1 else values.get("rule", ""))
    raise Trouble(f"sg knows list, show, add-rule, remove-rule; not “{verb}”")


def _add(call: Call, group: Group, values: dict[str, str]) -> int:
    proto = values.get("proto", values.get("protocol", "tcp"))
    ports = values.get("port", values.get("ports", "any" if proto == "icmp" else ""))
    source = values.get("source", values.get("from", ""))
    if proto not in ("tcp", "udp", "icmp", "any") or not re.fullmatch(r"any|\d{1,5}(?:-\d{1,5})?", ports):
        raise Trouble("say --proto tcp|udp|icmp --port 443 (or 8000-8100, or any) --source 203.0.113.0/24")
    try:
        network = ipaddress.ip_network(source, strict=False)
    except ValueError as fault:
        raise Trouble(f"“{source}” is no network; write --source 203.0.113.0/24") from fault
    number = 1 + max([int(m[0]) for r in group.rules for m in [re.search(r"\d+$", r.id)] if m] or [0])
    rule = Rule(
        id=f"r{number}", proto=proto, ports=ports, source=str(network), note=values.get("note", "-") or "-"
    )
    call.machine.groups[group.id] = group.model_copy(update={"rules": (*group.rules, rule)})
    call.say(f"rule {rule.id} added to {group.id}: {proto} {ports} from {network}")
    return 0


def _remove(call: Call, group: Group, rule_id: str) -> int:
    kept = tuple(rule for rule in group.rules if rule.id != rule_id)
    if len(kept) == len(group.rules):
        raise Trouble(f"{group.id} has no rule “{rule_id}”; see cloud sg show {group.id}")
    call.machine.groups[group.id] = group.model_copy(update={"rules": kept})
    call.say(f"rule {rule_id} removed from {group.id}")
    return 0
