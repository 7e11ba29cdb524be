"""Theme: something lives are made of, in people's words and in the words directories use."""

from dataclasses import dataclass

from conversation_kit.model.connections import Way


@dataclass(frozen=True, slots=True)
class Theme:
    """One life theme.

    Attributes:
        id: Lower case words with hyphens.
        name: What a reason calls it: "knitting and crochet".
        say: What people say, short and in any order of words.
        find: What directories write, whole words in this order.
        exact: The same, but letter by letter as written: "falls", where "fall" would mean something else.
        named: Words that tell it only in a title (the name, the tags, who runs it): "women", "Relate".
        way: Whether entries of this theme are joined, given to, or help.
        gives: Ids of themes where somebody strong in this one could give.
        leads: Ids of themes that this one also leads to.
        sensitive: Topic that is only shown when plainly said ("addiction"), or empty.
        public: Whether ``find`` says whom (or what) an entry is there for, so that a gift may be meant for them.
        only: Whether a group named for it is offered to join only to somebody who spoke of it.
        broad: Whether the theme is so wide that it says little: an entry counts only when its title names it.
        ages: Youngest and oldest whole years for whom the theme is something to join, or empty.
        listed: True for a theme made from the activity list.
        within: Id of a wider theme whose sentences are also about this one, or empty.
        particular: Whether it is one thing of its own ("bell ringing"): what is only near to it is not the same.
        plainly: True when it is heard only in words that say it (a faith, an illness), never guessed from meaning.
    """

    id: str
    name: str
    say: tuple[str, ...] = ()
    find: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    way: Way = Way.JOIN
    gives: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    sensitive: str = ""
    public: bool = False
    only: bool = False
    broad: bool = False
    ages: tuple[int, ...] = ()
    listed: bool = False
    plainly: bool = False
    within: str = ""
    particular: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """Everything that directories write of it, each as it stands in the words files."""
        return (*self.find, *self.exact, *self.named)

    @property
    def unguessed(self) -> bool:
        """Whether its entries never come up by nearness in meaning, nor by a link from what was guessed."""
        return self.plainly or bool(self.sensitive)
