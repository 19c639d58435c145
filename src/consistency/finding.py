"""What comes out: verdicts, the judgement of a meeting, the finding that explains it, the whole report."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

import attrs

from consistency.claim import Claim
from consistency.problem import Location, Problem
from consistency.rule import Meeting, Severity
from consistency.value import Record, Value


class Verdict(enum.Enum):
    """Whether an expectation can hold. A verdict refuses to be used as a condition."""

    CONSISTENT = "consistent"
    STRAINED = "strained"
    UNDETERMINED = "undetermined"
    CONTRADICTED = "contradicted"

    def __bool__(self) -> bool:
        raise TypeError("the truth value of a verdict is ambiguous: compare it with one of Verdict's members")

    @property
    def rank(self) -> int:
        """The place among the readings of one rule, best first: the best reading decides."""
        return _RANKS[self.value]


_RANKS = {"consistent": 0, "strained": 1, "undetermined": 2, "contradicted": 3}


@attrs.frozen(eq=False, repr=False)
class Outcome(Value):
    """How one reading of an expectation fared in one meeting.

    `certain`: it holds for every value the words usually allow. `because` tells why it is undetermined.
    """

    name: str
    verdict: Verdict
    certain: bool = False
    because: str | None = None


@attrs.frozen(eq=False, repr=False)
class Judgement:
    """The verdict on one meeting.

    `rests_on` holds the texts of the `where` conditions that are merely possible. `unestablished`: the rule
    asks for more than it expects, and that is possible but not certain. `turns` tells, for each role (by its
    number) whose restatements the rule reads, which of them this verdict, the worst of all, is about.
    """

    meeting: Meeting
    verdict: Verdict
    outcomes: tuple[Outcome, ...]
    established: bool = False
    rests_on: tuple[str, ...] = ()
    unestablished: bool = False
    because: str | None = None
    turns: tuple[tuple[int, int], ...] = ()


@attrs.frozen(eq=False, repr=False)
class Arithmetic(Value):
    """One reading worked out: its steps, as a reader can check them by hand, and how far off it is."""

    name: str
    verdict: Verdict
    steps: tuple[str, ...] = ()
    gap: str | None = None


@attrs.frozen(eq=False, repr=False)
class Settlement(Value):
    """A change of one claim that would make the finding consistent: the range its true value would lie in."""

    role: str
    claim: str
    field: str
    range: str


@attrs.frozen(eq=False, repr=False)
class LikelySlip(Value):
    """A mistake that people make, which may have been made here: undone, the finding is consistent.

    `operator` is its name in the table of slips and `phrase` what readers call it: `written` stands in
    `field` of the claim where `meant` may have been meant. Where two claims may have each other's figure,
    `other` is the other claim, in `other_role`, and `meant` what stands there.
    """

    role: str
    claim: str
    field: str
    operator: str
    phrase: str
    written: str
    meant: str
    other: str | None = None
    other_role: str | None = None


@attrs.frozen(eq=False, repr=False)
class Waiver(Record):
    """A rule and the claims of one finding of it, and why it is waived.

    `claims` are full ids, in any order: the finding is the one of just these. `until` is the last day, as
    written, on which the waiver holds; `expired` tells that it no longer does, or that no day can be read.
    `suggestion` tells of one that no finding needed what may have been meant.
    """

    rule: str
    claims: frozenset[str]
    reason: str
    at: Location
    owner: str | None = None
    until: str | None = None
    expired: bool = False
    suggestion: str | None = None


@attrs.frozen(eq=False, repr=False)
class Finding(Record):
    """A rule, its claims by role, a verdict, a severity and an explanation.

    `verdict` may be consistent: then the finding is a note (not established), or was asked for.
    `primary` is the index in `claims` of the claim that the finding stands at; `fields` tells, for each
    claim, which of its fields the rule compared first (`value`, `when`, …). `fits_best` names the reading
    whose middles are nearest, empty where a rule has one unnamed reading. `notes` are further remarks.
    `groups` names the roles that hold many claims: such a role stands before each of them in `claims`.
    `unestablished`: the rule asks for more than it expects, and that is possible but not certain.
    A finding with a `waiver` is known, and fails no run. `rule_set` is the set that the rule comes from.
    """

    rule: str
    rule_at: Location
    verdict: Verdict
    severity: Severity
    message: str
    claims: tuple[tuple[str, Claim], ...]
    fields: tuple[str, ...]
    primary: int = 0
    established: bool = False
    unestablished: bool = False
    arithmetic: tuple[Arithmetic, ...] = ()
    fits_best: str = ""
    would_be_consistent: tuple[Settlement, ...] = ()
    likely_slips: tuple[LikelySlip, ...] = ()
    notes: tuple[str, ...] = ()
    because: str | None = None
    groups: tuple[str, ...] = ()
    waiver: Waiver | None = None
    rule_set: str = ""

    @property
    def is_note(self) -> bool:
        """Whether this only remarks on something, and contradicts nothing that must hold."""
        return self.severity is Severity.NOTE

    @property
    def fingerprint(self) -> str:
        """What identifies the finding from run to run: its rule and its claims by role, and nothing else."""
        return fingerprint(self.rule, self.claims)


def fingerprint(rule: str, claims: Iterable[tuple[str, Claim]]) -> str:
    """Return what identifies the finding of a rule about claims, each with its role: 12 hex digits.

    >>> fingerprint("time/after", [])
    'a0ab288fea31'
    """
    import hashlib  # which few reports need, and which takes long to load

    text = "\n".join([rule, *(f"{role}={claim.id}" for role, claim in claims)])
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]


@attrs.frozen(eq=False, repr=False)
class Counts(Value):
    """How much was read, met and judged; each meeting has exactly one verdict."""

    claims: int = 0
    rules: int = 0
    meetings: int = 0
    consistent: int = 0
    strained: int = 0
    contradicted: int = 0
    undetermined: int = 0
    notes: int = 0
    waived: int = 0
    problems: int = 0


@attrs.frozen(eq=False, repr=False)
class Report(Record):
    """Everything one run has to say, sorted, independent of the order of files, claims and rules.

    `excerpts` holds the text of each line of a file that a finding or a problem points at.
    `unmet_rules` and `unmet_claims` are ids: rules of the project that met no claim, claims that no rule met.
    `unmet_of_sets` counts the rules of sets that met none: of these, most are for other facts.
    `unmet_because` tells of those rules, by their ids, what came nearest. `stale_waivers` have expired, or no
    finding needed them. `switched_off` are the ids of rules that the settings switch off.
    """

    counts: Counts
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unmet_rules: tuple[str, ...] = ()
    unmet_claims: tuple[str, ...] = ()
    unmet_of_sets: int = 0
    unmet_because: Mapping[str, str] = attrs.field(factory=dict)
    stale_waivers: tuple[Waiver, ...] = ()
    switched_off: tuple[str, ...] = ()
    excerpts: dict[tuple[str, int], str] = attrs.field(factory=dict)
