"""The only place that makes TLS contexts and names what went wrong in a handshake. Verification is always on."""

import ssl

import truststore

PEM = "-----BEGIN CERTIFICATE-----"
# X509_V_ERR_* of OpenSSL, x509_vfy.h; below zero errSec* of macOS, where truststore asks the keychain
_VERIFY_REASONS = {
    9: "tls-not-yet-valid",
    10: "tls-expired",
    18: "tls-self-signed",
    62: "tls-hostname",
    -67818: "tls-expired",
    -67602: "tls-hostname",
}
_UNTRUSTED = "tls-untrusted"  # 19, 20, 21: no chain to a known root, often a missing intermediate
_OLD_PROTOCOL = ("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "WRONG_SSL_VERSION")
_LEGACY = "UNSAFE_LEGACY_RENEGOTIATION_DISABLED"


def context(
    ciphers: str | None = None, legacy_renegotiation: bool = False, extra_intermediates: str | None = None
) -> ssl.SSLContext:
    """A client context that trusts the system's roots and checks the host name, TLS 1.2 or later.

    `extra_intermediates` are PEM certificates, or the path of a file that holds them. Raises ssl.SSLError for a cipher
    list that OpenSSL does not know or broken certificates, and OSError for an unreadable file.
    """
    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if ciphers is not None:
        made.set_ciphers(ciphers)
    if legacy_renegotiation:
        made.options |= ssl.OP_LEGACY_SERVER_CONNECT if hasattr(ssl, "OP_LEGACY_SERVER_CONNECT") else 0x4  # 3.12
    if extra_intermediates is not None and PEM in extra_intermediates:
        made.load_verify_locations(cadata=extra_intermediates)
    elif extra_intermediates is not None:
        made.load_verify_locations(cafile=extra_intermediates)
    return made


def reason(error: ssl.SSLError) -> str:
    """A stable short word for a failed handshake, see scraper.fetch for the list."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _VERIFY_REASONS.get(error.verify_code, _UNTRUSTED)
    name = error.reason or ""
    if any(word in name for word in _OLD_PROTOCOL):
        return "tls-version"
    return "tls-legacy-renegotiation" if name == _LEGACY else "tls-handshake"
