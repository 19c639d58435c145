"""In which order, and in which portions, the engine is asked to join the players of a rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from operator import itemgetter

from consistency.claim import Claim
from consistency.match.engine import EngineFact, EngineValues, Session
from consistency.match.limit import GROUPS, WORK, Budget, MeetsTooOften, Tally, key_text
from consistency.match.players import Player, Values
from consistency.rule import Rule

# Facts asserted at a time, or those of the fullest place where a group has more: the engine keeps 9 KB for
# each and looks them up in 512 buckets (state.h).
_PORTION = 256

# Results waiting in the engine at a time, each of them some 300 bytes there.
_WAITING = 20_000

_Groups = Mapping[Values, Sequence[int]]

_Pick = Callable[[Values], Hashable]


def joined(
    rule: Rule, players: Sequence[Player], claims: Sequence[Claim], bound: int, tally: Tally
) -> Iterable[tuple[int, ...]]:
    """Return a member of each player, in their order, wherever all the variables that they share agree.

    A claim may stand in several of them, and what is returned may be returned again. Raises `MeetsTooOften`
    before anything is joined where one choice of values for the player with the most facts would take part in
    more than `bound` meetings, or all choices together in more than `GROUPS` bounds. The count is exact
    unless the roles share variables in a ring (a with b, b with c, c with a, each pair another); then it is
    that of the ring without its last link.

    Where there are many, what conditions rule out early is left out, and the bound counts the rest. Of few it
    is not worth it: they are judged one by one anyway.

    A player alone joins nothing, and so does not trouble the engine.
    """
    if len(players) == 1:
        return zip(players[0].members)
    tree = _Tree(players)
    groups = tree.groups()
    if not groups:
        return ()
    counts = {values: tree.count(group) for values, group in groups.items()}
    tally.agreeing = sum(counts.values())
    refusal = _refusal(rule, tree, groups, counts, bound)
    if rule.where and (refusal is not None or max(counts.values()) > _WAITING):
        reached = tree.reached([n for group in groups.values() for n in group])
        found = _narrowed(rule, tree.players, reached, claims, bound, refusal, tally)
        if found is not None:
            return map(_as_given(tree, players), found)
    if refusal is not None:
        raise refusal
    return _results(players, tree, groups, counts)


def largest(players: Sequence[Player]) -> int:
    """Return the most meetings of one choice of values for a player, whichever of them comes first."""
    trees = [_Tree(players, player) for player in players]
    return max([tree.count(group) for tree in trees for group in tree.groups().values()], default=0)


def is_ring(players: Sequence[Player]) -> bool:
    """Return whether players share variables in a ring, so that counts depend on which comes first."""
    return any(len(links) > 1 for links in _Tree(players).joins)


def _narrowed(
    rule: Rule,
    players: Sequence[Player],
    facts: Sequence[Sequence[int]],
    claims: Sequence[Claim],
    bound: int,
    refusal: MeetsTooOften | None,
    tally: Tally,
) -> list[tuple[int, ...]] | None:
    """Return what is left where conditions are asked early; None where none can be, or too much is left."""
    from consistency.match.conditions import Conditions  # rules that meet so often are rare
    from consistency.match.narrow import TooMany, narrowed

    conditions = Conditions(rule, claims)
    if not conditions.alone and not conditions.pairs:
        return None
    budget = Budget(WORK, TooMany)
    try:
        found = narrowed(players, facts, conditions, bound, budget)
    except TooMany:
        if refusal is not None:
            refusal.narrowed()
        return None
    if refusal is not None:
        tally.left, tally.work = len(found), budget.spent
    return found


def _as_given(tree: _Tree, players: Sequence[Player]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """Return what puts members in the order of the players, from that of the tree."""
    return itemgetter(*(tree.players.index(player) for player in players))


def _results(
    players: Sequence[Player], tree: _Tree, groups: _Groups, counts: Mapping[Values, int]
) -> Iterator[tuple[int, ...]]:
    as_given = _as_given(tree, players)
    with Session(tree.joins) as session:
        for portion in _portions(tree, groups, counts):
            members, facts = tree.engine_facts(portion)
            for result in session.results(facts):
                yield as_given([members[n] for n in result])


class _Tree:
    """Players in an order in which each joins an earlier one, on as many shared variables as can be.

    The tree of greatest weight (Prim's algorithm) keeps every variable in one connected part wherever any
    tree can (Bernstein & Goodman 1981, *Power of natural semijoins*, SIAM J. Comput. 10:4). Then results can
    be counted before they are made, from the leaves up: a fact takes part in as many as the product, over the
    players that hang from its own, of the sum over their facts that agree with it (after Yannakakis 1981).

    Players go by their place in that order; the first has the most facts, unless it is given. `joins` is what
    the engine needs: for each place the earlier places, with the key that names the variables to compare.
    """

    def __init__(self, players: Sequence[Player], first: Player | None = None) -> None:
        left = list(players)
        first = first or max(left, key=lambda player: len(player.members))
        left.remove(first)
        self.players = [first]
        self._parents = [0]
        links: list[list[tuple[int, tuple[str, ...]]]] = [[]]
        while left:
            parent, player = max(
                ((place, player) for player in left for place in range(len(self.players))),
                key=lambda pair: len(_shared(pair[1], self.players[pair[0]])),
            )
            links.append(_links(self.players, parent, player))
            left.remove(player)
            self.players.append(player)
            self._parents.append(parent)
        keys = list(dict.fromkeys(names for pairs in links for _, names in pairs))
        self.joins = [[(earlier, keys.index(names)) for earlier, names in pairs] for pairs in links]
        self._needs: list[list[tuple[int, _Pick]]] = [[] for _ in self.players]
        for place, pairs in enumerate(self.joins):
            for earlier, key in pairs:
                for end in (place, earlier):
                    if key not in (known for known, _ in self._needs[end]):
                        self._needs[end].append((key, _pick(self.players[end], keys[key])))
        for needs in self._needs:
            needs.sort(key=itemgetter(0))
        picks = [dict(needs) for needs in self._needs]
        # for each place but the first: the one it hangs from, and what of each one's values must be equal
        self._hinges = [
            (place, parent, picks[place][pairs[0][1]], picks[parent][pairs[0][1]])
            for place, (parent, pairs) in enumerate(zip(self._parents, self.joins, strict=True))
            if place
        ]
        self._weights, self._holders = self._weigh()

    def _weigh(self) -> tuple[list[list[int]], list[dict[Hashable, list[int]]]]:
        """Count for each fact the meetings of its player and all that hang from it; and file it, unless none.

        Facts are filed by the values that their player shares with the one it hangs from.
        """
        weights = [player.ways() for player in self.players]
        holders: list[dict[Hashable, list[int]]] = [{} for _ in self.players]
        for place, parent, pick, pick_above in reversed(self._hinges):
            sums: dict[Hashable, int] = {}
            for n, (values, weight) in enumerate(
                zip(self.players[place].values, weights[place], strict=True)
            ):
                if weight:
                    value = pick(values)
                    sums[value] = sums.get(value, 0) + weight
                    holders[place].setdefault(value, []).append(n)
            weights[parent] = [
                weight * sums.get(pick_above(values), 0)
                for values, weight in zip(self.players[parent].values, weights[parent], strict=True)
            ]
        return weights, holders

    def groups(self) -> dict[Values, list[int]]:
        """Return the facts of the first player that meet anything, by their values."""
        groups: dict[Values, list[int]] = {}
        values = self.players[0].values
        for n in compress(range(len(values)), self._weights[0]):
            groups.setdefault(values[n], []).append(n)
        return groups

    def count(self, group: Sequence[int]) -> int:
        """Return in how many meetings these facts of the first player take part."""
        weights = self._weights[0]
        return sum([weights[n] for n in group])

    def reached(self, group: Sequence[int]) -> list[Sequence[int]]:
        """Return for each place the facts that can meet these facts of the first player."""
        reached = [group]
        for place, parent, _, pick_above in self._hinges:
            above, holders = self.players[parent].values, self._holders[place]
            wanted = dict.fromkeys([pick_above(above[n]) for n in reached[parent]])
            found = [holders[value] for value in wanted if value in holders]
            reached.append(found[0] if len(found) == 1 else list(chain.from_iterable(found)))
        return reached

    def engine_facts(self, portion: Sequence[Iterable[int]]) -> tuple[list[int], list[EngineFact]]:
        """Return members, and what the engine needs to know of each: a claim in several places is one fact.

        It is one where its values are the same in all, and then the engine itself keeps it from meeting
        itself.
        """
        roles: dict[tuple[int, bool, EngineValues], list[int]] = {}
        for place, numbers in enumerate(portion):
            player, needs = self.players[place], self._needs[place]
            picked: dict[Values, EngineValues] = {}  # most facts have those of another
            for n in numbers:
                values = player.values[n]
                known = picked.get(values)
                if known is None:
                    picked[values] = known = tuple([(key, pick(values)) for key, pick in needs])
                roles.setdefault((player.members[n], player.series is None, known), []).append(place)
        return [member for member, _, _ in roles], [
            (places, known) for (_, _, known), places in roles.items()
        ]

    def could_meet(self, reached: Sequence[Sequence[int]]) -> bool:
        """Return False where there are fewer claims than places: most often, one that meets only itself."""
        members = {
            (player.members[n], player.series is None)
            for player, numbers in zip(self.players, reached, strict=True)
            for n in numbers
        }
        return len(members) >= len(reached)


def _shared(one: Player, other: Player) -> tuple[str, ...]:
    return tuple(name for name in one.variables if name in other.variables)


def _links(earlier: Sequence[Player], parent: int, player: Player) -> list[tuple[int, tuple[str, ...]]]:
    """Return what to compare with which earlier player, so that each variable is compared once.

    The parent comes first, even where it shares no variable. Others are needed only where the roles share
    variables in a ring.
    """
    links = [(parent, _shared(player, earlier[parent]))]
    left = [name for name in player.variables if name not in links[0][1]]
    for place, other in enumerate(earlier):
        names = tuple(name for name in left if name in other.variables)
        if names:
            links.append((place, names))
            left = [name for name in left if name not in names]
    return links


def _pick(player: Player, names: tuple[str, ...]) -> _Pick:
    """Return what gives the values of these variables from those of a player's fact."""
    places = [player.variables.index(name) for name in names]
    return itemgetter(*places) if places else lambda values: ()


def _portions(tree: _Tree, groups: _Groups, counts: Mapping[Values, int]) -> Iterator[list[Collection[int]]]:
    """Yield the facts to assert together, by place: a few small groups, or a part of a large one."""
    gathered: list[dict[int, None]] = [{} for _ in tree.players]
    waiting = 0
    for values, group in groups.items():
        count, reached = counts[values], tree.reached(group)
        size = sum(map(len, reached))
        if size < 2 * len(reached) and not tree.could_meet(reached):
            continue
        if count > _WAITING or size > _PORTION:
            yield from _parts(reached, count)
            continue
        for place, numbers in enumerate(reached):  # what several groups reach is asserted once
            gathered[place].update(dict.fromkeys(numbers))
        waiting += count
        if waiting > _WAITING or sum(map(len, gathered)) > _PORTION:
            yield list(gathered)
            gathered, waiting = [{} for _ in tree.players], 0
    if waiting:
        yield list(gathered)


def _parts(reached: list[Sequence[int]], count: int) -> Iterator[list[Collection[int]]]:
    """Share the facts of the place that has the most among parts, each with all facts of the others.

    Every result has one fact of that place, so it is found in one part.
    """
    fullest = max(range(len(reached)), key=lambda place: len(reached[place]))
    facts = reached[fullest]
    size = max(1, min(_PORTION, len(facts) * _WAITING // count))
    for start in range(0, len(facts), size):
        yield [*reached[:fullest], facts[start : start + size], *reached[fullest + 1 :]]


def _refusal(
    rule: Rule, tree: _Tree, groups: _Groups, counts: Mapping[Values, int], bound: int
) -> MeetsTooOften | None:
    """Return why not to join that much; None where it is within bounds."""
    variables = tree.players[0].variables
    most = max(counts, key=counts.__getitem__)
    total = sum(counts.values())
    if counts[most] > bound:
        return MeetsTooOften(rule, key_text(variables, most), counts[most], _claims(tree, groups[most]))
    if total > GROUPS * bound:
        anyone = [n for group in groups.values() for n in group]
        names = ", ".join(f"${name}" for name in variables)
        return MeetsTooOften(rule, f"any value of {names}", total, _claims(tree, anyone))
    return None


def _claims(tree: _Tree, group: Sequence[int]) -> int:
    """Return how many claims there are in all the meetings of these facts of the first player."""
    return len(
        {
            claim
            for player, numbers in zip(tree.players, tree.reached(group), strict=True)
            for n in numbers
            for filling in player.fillings(player.members[n])
            for claim in filling
        }
    )
