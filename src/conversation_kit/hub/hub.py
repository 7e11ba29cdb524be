"""What the service works with, as long as it runs."""

from dataclasses import dataclass, field

from conversation_kit.hub.database import Databases
from conversation_kit.hub.keys import Keys
from conversation_kit.hub.metrics import Meters
from conversation_kit.hub.rates import Rates
from conversation_kit.hub.room import Room
from conversation_kit.sync.wire import Packing

_GUESSES_A_MINUTE = 10
_REQUESTS_A_MINUTE = 6_000


@dataclass(slots=True)
class Hub:
    """What the service works with.

    Attributes:
        databases: Where the tenants are.
        room: Whether they have room to write.
        guesses: How often an address may try a code.
        requests: How often a device may ask.
        meters: What is counted.
        keys: What devices sign with.
        packing: What packs answers and unpacks requests.
    """

    databases: Databases
    guesses: Rates = field(default_factory=lambda: Rates(_GUESSES_A_MINUTE, 60))
    room: Room = field(default_factory=Room)
    requests: Rates = field(default_factory=lambda: Rates(_REQUESTS_A_MINUTE, 60))
    meters: Meters = field(default_factory=Meters)
    keys: Keys = field(default_factory=Keys)
    packing: Packing = field(default_factory=Packing)
