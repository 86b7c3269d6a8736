/**
 * A certificate that nobody has signed but itself, for 127.0.0.1 and a hundred years, and its key: it opens nothing.
 * Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`.
 */
export const strangersCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBnjCCAUSgAwIBAgIUCcDhiJJldox8oLuTZAcn68vokvIwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc3RyYW5nZXIuZXhhbXBsZTAgFw0yNjExMjMyMzEyMTVaGA8y
MTI2MTAzMDIzMTIxNVowGzEZMBcGA1UEAwwQc3RyYW5nZXIuZXhhbXBsZTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABEFsLnmWzDlopT904PBiUEbTStdIlOEZWnRY
OlFJoGWTl7pxN5D6kpUgZ4qb+REiIAaKezFraMljImA8xkwLLxyjZDBiMB0GA1Ud
DgQWBBQwJiGOmVzXr0ukoe3pJHjjYOf/dDAfBgNVHSMEGDAWgBQwJiGOmVzXr0uk
oe3pJHjjYOf/dDAPBgNVHRMBAf8EBTADAQH/MA8GA1UdEQQIMAaHBH8AAAEwCgYI
KoZIzj0EAwIDSAAwRQIhANawiqbEpEt/G3Z1qmiQYJMvU5MGeLzrcF0/AmlC/xzq
AiATqH/4t6Tgb7WoTi3aVHa2A5K8h4G33L2LRaHQIvdAvg==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglgu+qYwVpjaI3vM1
SsRrEFEj6iRd5efh/yeo5yaBgnOhRANCAARBbC55lsw5aKU/dODwYlBG00rXSJTh
GVp0WDpRSaBlk5e6cTeQ+pKVIGeKm/kRIiAGinsxa2jJYyJgPMZMCy8c
-----END PRIVATE KEY-----`,
};
