"""Which hosts may be asked: none that is reached through a private network, whatever its name says.

Addresses come from strangers. A name may lead to this machine, to its network or to a service of its cloud, and may
do so only at the second look. So a name is looked up once, all its addresses are judged, and the connection goes to
one that was judged.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_WRAPPED = tuple(map(ip_network, ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""Blocks of IPv6 that hold addresses of IPv4, past the judgement (RFC 4291, 6052, 8215, 3056, 4380)."""


class NotPublicError(Exception):
    """A host is reached through a private network."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is one of the public internet, and of one host."""
    wrapped = address.version == 6 and any(address in net for net in _WRAPPED)  # noqa: PLR2004 - of IP
    return address.is_global and not address.is_multicast and not address.is_reserved and not wrapped


def public_address(host: str, port: int) -> str:
    """Look a host up and return the address to connect to.

    Raises:
        NotPublicError: one of its addresses is not public.
        OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
    if not all(map(is_public, addresses)):
        raise NotPublicError
    # IPv4 first: it works from more places.
    return str(min(addresses, key=lambda address: address.version))
