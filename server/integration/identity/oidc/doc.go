// Package oidc signs citizens in at a provider of OpenID Connect: the
// authorization code flow with PKCE, state and nonce.
//
// SPID and CIE themselves speak SAML or OpenID Federation. In front of them
// stands a gateway, a region's or the municipality's own, which speaks to this
// package in plain OpenID Connect. What gateways call the attributes of a
// person and the levels of assurance differs, so both are configured; what
// comes out has our names and one form of each value (claims.go, normal.go).
//
// A provider is looked for when somebody first signs in, and again while it is
// not found: a provider that is down keeps nobody from reading, from filling in
// a service that asks for no identity, or from going on in a session.
package oidc
