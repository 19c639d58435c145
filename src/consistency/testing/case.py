"""Facts, the rules that they are judged by, and what was changed in them: the value that tests work on."""

from __future__ import annotations

import functools
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import attrs

from consistency.claim import Claim
from consistency.finding import Judgement, Verdict, Waiver
from consistency.net import Change, Key, Net
from consistency.perturb import Moves, Shift, Spot, moves, shift, spots
from consistency.problem import InputError, Problem, closest
from consistency.read.facts import Facts
from consistency.rule import Rule
from consistency.settings import SHOWABLE, Settings
from consistency.slips import Reread

if TYPE_CHECKING:
    from consistency.finding import Report

_FIGURES = ("value", "lasting")
_DATES = ("when", "said")
CHANGEABLE = (*_FIGURES, *_DATES)
"""The fields that `Case.having` gives another text."""


class UnreadableError(ValueError):
    """What a test names cannot be read; the message tells each problem with its place, as a check does."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        from consistency.reports.text import render_problems
        from consistency.tally import stopped

        self.problems = tuple(problems)
        super().__init__(render_problems(stopped((), self.problems)).rstrip())


class Edit(NamedTuple):
    """One change of the facts: in `field` of a claim, `after` stands in place of `before`.

    `operator` is the name of the slip that this is, if it is one.
    """

    claim: str
    field: str
    before: str
    after: str
    operator: str | None = None

    def __str__(self) -> str:
        what = f" ({self.operator})" if self.operator else ""
        return f"{self.claim} {self.field}: `{self.after}` for `{self.before}`{what}"


class Origin:
    """What all cases share that come from the same facts and rules: these, and what was worked out of them.

    `is_written` tells whether the facts stand in files; `folder` is where their paths lead from, and `read`
    are the claims as they stand there, where something was changed since. `switched_off` are the ids of rules
    that the settings switch off. Raises `ValueError` where two claims, or two rules of a set, have one id:
    what is judged is told apart by these.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        settings: Settings,
        waivers: Sequence[Waiver] = (),
        *,
        switched_off: Sequence[str] = (),
        is_written: bool = True,
        folder: Path | None = None,
        read: Sequence[Claim] | None = None,
    ) -> None:
        _require_one_each("claims", (claim.id for claim in facts.claims))
        _require_one_each("rules", (":".join(filter(None, (rule.rule_set, rule.id))) for rule in rules))
        self.facts = facts
        self.claims = {claim.id: claim for claim in facts.claims}
        self.read = facts.claims if read is None else read
        self.rules = tuple(rules)
        self.settings = settings
        self.waivers = tuple(waivers)
        self.switched_off = tuple(switched_off)
        self.is_written = is_written
        self.folder = folder or Path.cwd()
        self.reread = Reread(facts.units, settings.hedges)
        self._moves: dict[Spot, Moves | None] = {}
        self._shifts: dict[Spot, Shift] = {}

    @functools.cached_property
    def net(self) -> Net:
        """The facts as they were read, judged by all the rules."""
        return Net(self.facts.claims, self.rules)

    @functools.cached_property
    def contradicted(self) -> Mapping[Key, Judgement]:
        """The contradictions in the facts as they were read."""
        return {key: each for key, each in self.net.judged.items() if each.verdict is Verdict.CONTRADICTED}

    @functools.cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The figures and dates that the claims themselves state."""
        return spots(self.net.claims.values())

    def moves(self, spot: Spot) -> Moves | None:
        """Return how far the figure or date at a spot can move; None where it cannot be moved as written."""
        if spot not in self._moves:
            claim = self.net.claims[spot.claim]
            self._moves[spot] = moves(self.net, claim, spot.field, self.reread, spot.number)
        return self._moves[spot]

    def shifted(self, claim: Claim, spot: Spot, steps: int) -> Claim | None:
        """Return a claim with a figure or date moved by so many steps; None where that cannot be written."""
        if claim is not self.net.claims[spot.claim]:
            return shift(claim, spot, steps, self.reread)
        if spot not in self._shifts:
            self._shifts[spot] = Shift(claim, spot, self.reread)
        return self._shifts[spot].to(steps)

    def under(self, rules: Sequence[Rule]) -> Origin:
        """Return the same facts under other rules than the settings choose.

        None of these is switched off, and only waivers of them can be missed.
        """
        return self._varied(self.facts, rules, attrs.evolve(self.settings, select=("*",)), ())

    def having(self, claims: Sequence[Claim]) -> Origin:
        """Return the same project with other claims."""
        facts = attrs.evolve(self.facts, claims=tuple(claims))
        return self._varied(facts, self.rules, self.settings, self.switched_off)

    def _varied(self, facts: Facts, rules: Sequence[Rule], settings: Settings, off: Sequence[str]) -> Origin:
        return Origin(
            facts,
            rules,
            settings,
            self.waivers,
            switched_off=off,
            is_written=self.is_written,
            folder=self.folder,
            read=self.read,
        )


def _require_one_each(what: str, ids: Iterable[str]) -> None:
    twice = [id for id, count in Counter(ids).items() if count > 1]
    if twice:
        raise ValueError(f"several {what} have the id `{twice[0]}`: give each its own")


class Case:
    """Facts and the rules that they are judged by.

    `edits` tells what was changed since the facts were read or made up. A changed case costs little: what it
    shares with the one that it comes from is not judged again.
    """

    __slots__ = ("_changed", "_now", "edits", "origin")

    def __init__(self, origin: Origin, changed: Iterable[Claim] = (), edits: Sequence[Edit] = ()) -> None:
        self.origin = origin
        self.edits = tuple(edits)
        self._changed = {claim.id: claim for claim in changed}
        self._now: Change | None = None

    @staticmethod
    def of(claims: Iterable[Claim], rules: Iterable[Rule], like: Case | None = None) -> Case:
        """Return the case of some claims and rules; units, measures and settings are those of `like`."""
        if like is not None:
            known, settings = like.origin.facts, like.origin.settings
        else:
            from consistency.quantity import Units

            known, settings = Facts((), {}, Units.standard(), (), ()), Settings()
        held = tuple(sorted(claims, key=lambda claim: claim.id))
        return Case(Origin(attrs.evolve(known, claims=held), tuple(rules), settings, is_written=False))

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by their full ids, as they are now."""
        return MappingProxyType(ChainMap(self._changed, self.origin.claims))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the facts are judged by."""
        return self.origin.rules

    def claim(self, id: str) -> Claim:
        """Return a claim by its full id, or by its id within its file where only one has that.

        Raises `LookupError`, which names the id that may have been meant.
        """
        claims = self.claims
        found = [claims[id]] if id in claims else [each for each in claims.values() if each.name == id]
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(f"`{id}` is the id of {len(found)} claims: {', '.join(c.id for c in found)}")
        raise self._unknown(id)

    def _unknown(self, id: str) -> LookupError:
        hint = closest(id, [word for claim in self.claims.values() for word in (claim.id, claim.name)])
        return LookupError(f"no claim has the id `{id}`" + (f"; {hint}" if hint else ""))

    def having(self, id: str, **texts: str) -> Case:
        """Return the case with other texts in fields of a claim: `value`, `lasting`, `when`, `said`.

        A text is read in the place of the one before it: with the unit, the kind and the bounds of its
        measure. Raises `LookupError` for no such claim or field, and `ValueError` for what cannot be read.
        """
        claim = self.claim(id)
        edits = []
        for field, text in texts.items():
            if field not in CHANGEABLE:
                hint = closest(field, CHANGEABLE) or f"there are {', '.join(CHANGEABLE)}"
                raise LookupError(f"no field `{field}` can be changed; {hint}")
            old = getattr(claim, field)
            if field in _DATES:
                instant = field == "said" or (claim.kind is not None and claim.kind.is_instant)
                new: object = self.origin.reread.period(text, instant=instant)
            else:
                new = self.origin.reread.figure(claim, field, text)
            if new is None:
                raise ValueError(
                    f"`{text}` cannot stand as the `{field}` of {claim.id}{self._why(field, text)}"
                )
            edits.append(Edit(claim.id, field, "" if old is None else old.text, text))
            claim = attrs.evolve(claim, **{field: new})  # type: ignore[arg-type]
        return self.changed([claim], edits)

    def _why(self, field: str, text: str) -> str:
        from consistency.period import read_period
        from consistency.quantity import read_quantity

        try:
            if field in _DATES:
                read_period(text, instant=False)
            else:
                read_quantity(text, self.origin.facts.units, None, self.origin.settings.hedges)
        except InputError as error:
            return f": {error.message}" + (f"; {error.suggestion}" if error.suggestion else "")
        return ""

    def changed(self, claims: Iterable[Claim], edits: Sequence[Edit] = ()) -> Case:
        """Return the case with these claims in place of those with the same ids.

        Raises `LookupError` for an id that no claim has.
        """
        now = tuple(claims)
        for claim in now:
            if claim.id not in self.origin.claims:
                raise self._unknown(claim.id)
        return Case(self.origin, (*self._changed.values(), *now), (*self.edits, *edits))

    def under(self, rules: Iterable[Rule]) -> Case:
        """Return the same facts, to be judged by these rules alone.

        Raises `ValueError` where two of them have one id, and are of one set or of none.
        """
        return Case(self.origin.under(tuple(rules)), self._changed.values(), self.edits)

    def settled(self) -> Case:
        """Return the case as one that later changes are compared with, those so far taken for granted."""
        if not self._changed:
            return self
        return Case(self.origin.having(tuple(self.claims.values())), (), self.edits)

    def judged(self) -> Mapping[Key, Judgement]:
        """Return the judgement of every meeting, by what tells the meeting from all others."""
        known, again = self.origin.net.judged, self._change.judged
        if not again:
            return known
        kept = {key: judgement for key, judgement in known.items() if key not in again}
        return {**kept, **{key: judgement for key, judgement in again.items() if judgement is not None}}

    def contradicted(self, rule: str = "*") -> tuple[Judgement, ...]:
        """Return the contradictions in the rules whose ids fit a glob."""
        found: dict[Key, Judgement] = dict(self.origin.contradicted)
        for key, judgement in self._change.judged.items():
            found.pop(key, None)
            if judgement is not None and judgement.verdict is Verdict.CONTRADICTED:
                found[key] = judgement
        return tuple([found[key] for key in sorted(found) if fnmatchcase(key.rule, rule)])

    def worse(self) -> tuple[Judgement, ...]:
        """Return the contradictions that the facts as they were read did not have."""
        return self._change.worse

    def refused(self) -> tuple[str, ...]:
        """Return why nothing is known of some rules: they would meet too often."""
        return tuple(dict.fromkeys(map(str, chain(self.origin.net.refused, self._change.refused))))

    @property
    def _change(self) -> Change:
        if self._now is None:
            self._now = self.origin.net.changed(*self._changed.values())
        return self._now

    def report(self, rule: str = "*", *, whole: bool = False) -> Report:
        """Return what a check of these facts by the rules whose ids fit a glob reports.

        `whole`: with what is consistent, too.
        """
        from consistency.testing.reporting import report

        settings = self.origin.settings
        return report(self, attrs.evolve(settings, show=SHOWABLE) if whole else settings, rule)

    def text(self) -> str:
        """Return the text report of a check of these facts."""
        from consistency.reports.text import render

        return "".join([*self.told(), render(self.report())])

    def told(self) -> Iterator[str]:
        """Yield a line for each change of the facts."""
        return (f"changed: {edit}\n" for edit in self.edits)

    def write(self, folder: str | Path) -> None:
        """Write the facts as files into a folder, which is made where there is none."""
        from consistency.testing.writing import documents

        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        for name, text in documents(self).items():
            (target / name).write_text(text, "utf-8")

    def __repr__(self) -> str:
        if self.origin.is_written:
            what = "; ".join(map(str, self.edits)) or f"{len(self.origin.facts.claims)} claims"
            return f"<case: {what}>"
        from consistency.testing.writing import documents

        texts = (f"# {name}\n{text}" for name, text in documents(self).items())
        return f"<case>\n{''.join(texts)}</case>"
