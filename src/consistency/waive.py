"""Which findings a project has decided to live with: they are known, and no longer fail a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from consistency.finding import Finding, Verdict, Waiver


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

    def stale(self) -> tuple[Waiver, ...]:
        """Return the waivers that have expired and those that no finding needed, by place."""
        return tuple(
            sorted(
                (each for each in self._waivers if each.expired or each not in self._used),
                key=lambda each: each.at,
            )
        )


def written(findings: Sequence[Finding], reason: str) -> str:
    """Return entries of a waiver file for findings, one for each rule and set of claims.

    Ids are quoted as JSON quotes them, which YAML reads.
    """
    import json  # only --waive-all writes any

    texts: dict[tuple[str, frozenset[str]], str] = {}
    for finding in findings:
        ids = sorted({claim.id for _, claim in finding.claims})
        said = " ".join(finding.message.split())
        texts[finding.rule, frozenset(ids)] = (
            f"  # {said}\n"
            f"  - rule: {json.dumps(finding.rule, ensure_ascii=False)}\n"
            f"    claims: [{', '.join(json.dumps(id, ensure_ascii=False) for id in ids)}]\n"
            f"    reason: {json.dumps(reason, ensure_ascii=False)}\n"
        )
    return "".join(texts.values())
