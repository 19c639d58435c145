"""Which findings a project has decided to live with: they are known, and no longer fail a run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import attrs

from consistency.finding import Finding, Verdict, Waiver
from consistency.problem import closest

# Of how many waivers it is sought what was meant: each is compared with every id.
_SUGGESTED = 8
_LISTED = 4


class Waivers:
    """The waivers of a run, which remember which of them were needed."""

    def __init__(self, waivers: Iterable[Waiver] = ()) -> None:
        self._waivers = tuple(waivers)
        self._by_finding = {(each.rule, each.claims): each for each in self._waivers}
        self._used: set[Waiver] = set()

    @property
    def given(self) -> bool:
        """Whether there are any."""
        return bool(self._waivers)

    def applied(self, finding: Finding) -> Finding:
        """Return the finding with its waiver, if there is one that has not expired; else as it is."""
        if finding.verdict is Verdict.CONSISTENT and not finding.unestablished:
            return finding
        waiver = self._by_finding.get((finding.rule, frozenset(claim.id for _, claim in finding.claims)))
        if waiver is None:
            return finding
        self._used.add(waiver)
        return finding if waiver.expired else attrs.evolve(finding, waiver=waiver)

    def stale(
        self, looked_for: Callable[[Waiver], bool], rules: Collection[str] = (), claims: Collection[str] = ()
    ) -> tuple[Waiver, ...]:
        """Return the waivers that have expired, and those that no finding needed, by place.

        `looked_for` tells of a waiver whether the run would have found what it waives. `rules` and `claims`
        are the ids that there are: a misspelt one is told with that which is near.
        """
        expired = {each for each in self._waivers if each.expired}
        unused = {each for each in self._waivers if each not in self._used and looked_for(each)}
        found = sorted(expired | unused, key=lambda each: each.at)
        slips = [each for each in found if each in unused and _unknown(each, rules, claims)][:_SUGGESTED]
        meant = {each: _meant(each, rules, claims) for each in slips}
        return tuple([attrs.evolve(each, suggestion=meant.get(each)) for each in found])


def _unknown(waiver: Waiver, rules: Collection[str], claims: Collection[str]) -> bool:
    return bool(rules and waiver.rule not in rules) or bool(claims and not waiver.claims <= {*claims})


def _meant(waiver: Waiver, rules: Collection[str], claims: Collection[str]) -> str | None:
    """Return what the first id that is not there may have been meant for, the rule's before the claims'."""
    asked = [(waiver.rule, rules), *((id, claims) for id in sorted(waiver.claims))]
    unknown = [(id, known) for id, known in asked if known and id not in known]
    short = [id for id, known in unknown if known is claims]
    full = [_ending(id, claims) for id in short]
    if len(full) > 1 and len(full) == len(unknown) and all(len(found) == 1 for found in full):
        return f"did you mean {', '.join(f'`{id}`' for (id,) in full)}?"
    return next(filter(None, (_near(id, known) for id, known in unknown)), None)


def _near(id: str, known: Collection[str]) -> str | None:
    full = _ending(id, known)[:_LISTED]
    return f"did you mean {' or '.join(f'`{each}`' for each in full)}?" if full else closest(id, known)


def _ending(id: str, known: Collection[str]) -> list[str]:
    """Return the known ids that end in `id`, which is the name that its own file has for a claim."""
    return sorted(each for each in known if each.endswith(f"/{id}"))


def written(findings: Sequence[Finding], reason: str, indent: str = "  ") -> str:
    """Return entries of a waiver file for findings, one for each rule and set of claims.

    Ids are quoted as JSON quotes them, which YAML reads. The dash of each entry stands after `indent`.
    """
    import json  # only --waive-all writes any

    texts: dict[tuple[str, frozenset[str]], str] = {}
    for finding in findings:
        ids = sorted({claim.id for _, claim in finding.claims})
        said = " ".join(finding.message.split())
        texts[finding.rule, frozenset(ids)] = (
            f"{indent}# {said}\n"
            f"{indent}- rule: {json.dumps(finding.rule, ensure_ascii=False)}\n"
            f"{indent}  claims: [{', '.join(json.dumps(id, ensure_ascii=False) for id in ids)}]\n"
            f"{indent}  reason: {json.dumps(reason, ensure_ascii=False)}\n"
        )
    return "".join(texts.values())
