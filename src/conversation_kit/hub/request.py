"""A request as it came: whom it names, when it was signed, and whether a key fits its signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from conversation_kit.hub import refusals
from conversation_kit.hub.names import is_tenant_id
from conversation_kit.sync.signing import MOST_APART_MS, Signed, fits, signed_in

_HERE = ZoneInfo("Europe/London")  # permissions end with a day there
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came.

    Attributes:
        method: In capitals.
        path: With its query.
        body: As sent, packed.
        signed: Its signature, not yet checked; its tenant and device are in ``device``.
        now: When it came (UTC).
        today: The day then, where the hub's people live.
    """

    method: str
    path: str
    body: bytes
    signed: Signed
    now: datetime
    today: date

    @property
    def tenant_id(self) -> str:
        """The tenant it names; empty before a laptop is enrolled."""
        return self.signed.device.partition("/")[0]

    @property
    def device_id(self) -> str:
        """The device it names."""
        return self.signed.device.partition("/")[2]

    @property
    def minute(self) -> int:
        """The minute it was signed in, since 1970."""
        return self.signed.time_ms // _MINUTE_MS

    def asks(self) -> tuple[str, str, int, str, str]:
        """Return what statements about whoever asks are given: tenant, device, minute, nonce, today."""
        return self.tenant_id, self.device_id, self.minute, self.signed.nonce, str(self.today)

    def fits(self, public_key: bytes) -> bool:
        """Whether it was signed by this key (32 bytes)."""
        return fits(self.signed, public_key, method=self.method, path=self.path, body=self.body)


def request_from(
    headers: Mapping[str, str], *, method: str, path: str, body: bytes, now: datetime
) -> Request:
    """Read the signature of a request.

    Raises:
        RequestRefusedError: It has none, or its time is too far out.
    """
    signed = signed_in(headers)
    if signed is None:
        raise refusals.bad_signature()
    if abs(signed.time_ms - ms_of(now)) > MOST_APART_MS:
        raise refusals.wrong_clock(ms_of(now))
    return Request(method, path, body, signed, now, today_at(now))


def known_tenant(request: Request) -> str:
    """Return the tenant that a request names.

    Raises:
        RequestRefusedError: It names none.
    """
    if not (is_tenant_id(request.tenant_id) and request.device_id):
        raise refusals.unknown()
    return request.tenant_id


def ms_of(moment: datetime) -> int:
    """Return milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def now_utc() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def today_at(moment: datetime) -> date:
    """Return the day where the hub's people live."""
    return moment.astimezone(_HERE).date()
