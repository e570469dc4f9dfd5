package oidc

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"sportello/server/submission"
)

// Depart is of submission.IdentityProvider.
func (p *Provider) Depart(ctx context.Context, d submission.Departure) (string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	var asked []oauth2.AuthCodeOption
	for name, value := range p.Query {
		asked = append(asked, oauth2.SetAuthURLParam(name, value))
	}
	asked = append(asked, oidc.Nonce(d.Nonce), oauth2.S256ChallengeOption(d.Verifier))
	if class := p.Levels[strconv.Itoa(d.Level)]; class != "" {
		asked = append(asked, oauth2.SetAuthURLParam("acr_values", class))
	}
	if d.Again {
		asked = append(asked, oauth2.SetAuthURLParam("prompt", "login"))
	}
	return found.oauth.AuthCodeURL(d.State, asked...), nil
}

// Leave is of submission.IdentityProvider. The provider is told which client
// this is, and not who leaves: that would put what it said of them into an
// address.
func (p *Provider) Leave(ctx context.Context, back string) string {
	found, err := p.discover(ctx)
	if err != nil || found.leave == "" {
		return ""
	}
	u, err := url.Parse(found.leave)
	if err != nil {
		return ""
	}
	query := u.Query()
	query.Set("client_id", p.Client)
	query.Set("post_logout_redirect_uri", back)
	u.RawQuery = query.Encode()
	return u.String()
}

// Return is of submission.IdentityProvider.
func (p *Provider) Return(ctx context.Context, s submission.SignIn, sent url.Values) (submission.Vouched, error) {
	if err := p.heard(sent); err != nil {
		return submission.Vouched{}, err
	}
	found, err := p.discover(ctx)
	if err != nil {
		return submission.Vouched{}, err
	}
	tokens, err := found.oauth.Exchange(p.with(ctx), sent.Get("code"), oauth2.VerifierOption(s.Verifier))
	if err != nil {
		return submission.Vouched{}, exchangeFailed(err)
	}
	signed, said, err := p.verified(ctx, found, tokens, s.Nonce)
	if err != nil {
		return submission.Vouched{}, err
	}
	if err := p.addUserInfo(ctx, found, tokens, signed.Subject, said); err != nil {
		return submission.Vouched{}, err
	}
	return p.vouched(signed, said), nil
}

// heard looks at what the browser brought. Only words of the protocol are
// repeated: the address is not signed.
func (p *Provider) heard(sent url.Values) error {
	if sent.Has("iss") && sent.Get("iss") != p.Issuer {
		return fmt.Errorf("%w: sent back by another provider", submission.ErrUntrusted)
	}
	switch code := sent.Get("error"); {
	case code == "" && sent.Get("code") != "":
		return nil
	case slices.Contains([]string{"access_denied", "login_required", "interaction_required", "consent_required", "account_selection_required"}, code):
		return submission.ErrDenied
	case slices.Contains([]string{"server_error", "temporarily_unavailable", "invalid_request", "unauthorized_client",
		"unsupported_response_type", "invalid_scope"}, code):
		return fmt.Errorf("%w: the provider answered %s", submission.ErrUnavailable, code)
	}
	return fmt.Errorf("%w: neither a code nor a known error came back", submission.ErrUntrusted)
}

// exchangeFailed tells why a code was not taken. The answer itself is not
// repeated.
func exchangeFailed(err error) error {
	var refused *oauth2.RetrieveError
	switch {
	case !errors.As(err, &refused):
		return fmt.Errorf("%w: the token endpoint does not answer: %w", submission.ErrUnavailable, network(err))
	case refused.ErrorCode == "invalid_grant":
		return fmt.Errorf("%w: the code is not, or no longer, valid", submission.ErrUntrusted)
	case refused.ErrorCode == "invalid_client", refused.ErrorCode == "unauthorized_client":
		return fmt.Errorf("%w: the provider does not accept the client or its secret", submission.ErrUnavailable)
	}
	return fmt.Errorf("%w: the token endpoint answered with status %d", submission.ErrUnavailable, refused.Response.StatusCode)
}

// network keeps the reason of a failed request, without its address.
func network(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return errors.New("its answer cannot be read")
}

// verified gives what the provider signed for this sign-in.
func (p *Provider) verified(ctx context.Context, found *discovery, tokens *oauth2.Token, nonce string) (*oidc.IDToken, claims, error) {
	raw, _ := tokens.Extra("id_token").(string)
	if raw == "" {
		return nil, nil, fmt.Errorf("%w: no id token", submission.ErrUntrusted)
	}
	signed, err := found.verifier.Verify(p.with(ctx), raw)
	switch {
	case err != nil && strings.Contains(err.Error(), "fetching keys"): // the library has no kind for it
		return nil, nil, fmt.Errorf("%w: the keys of the provider cannot be had", submission.ErrUnavailable)
	case err != nil:
		return nil, nil, fmt.Errorf("%w: the id token does not verify", submission.ErrUntrusted)
	case subtle.ConstantTimeCompare([]byte(signed.Nonce), []byte(nonce)) != 1:
		return nil, nil, fmt.Errorf("%w: the id token is of another sign-in", submission.ErrUntrusted)
	case signed.AccessTokenHash != "" && signed.VerifyAccessToken(tokens.AccessToken) != nil:
		return nil, nil, fmt.Errorf("%w: the access token is of another id token", submission.ErrUntrusted)
	}
	said := claims{}
	return signed, said, signed.Claims(&said)
}

// addUserInfo asks the provider for what the id token does not say.
func (p *Provider) addUserInfo(ctx context.Context, found *discovery, tokens *oauth2.Token, subject string, said claims) error {
	if found.provider.UserInfoEndpoint() == "" || !p.lacks(said) {
		return nil
	}
	more, err := found.provider.UserInfo(p.with(ctx), oauth2.StaticTokenSource(tokens))
	if err != nil {
		return fmt.Errorf("%w: no user info", submission.ErrUnavailable)
	}
	if more.Subject != subject {
		return fmt.Errorf("%w: the user info is of somebody else", submission.ErrUntrusted)
	}
	added := claims{}
	if err := more.Claims(&added); err != nil {
		return fmt.Errorf("%w: the user info cannot be read", submission.ErrUnavailable)
	}
	for name, claim := range added {
		if _, signed := said[name]; !signed {
			said[name] = claim
		}
	}
	return nil
}

// vouched gives what was said our names and forms.
func (p *Provider) vouched(signed *oidc.IDToken, said claims) submission.Vouched {
	class := said.text(p.Claims["livello"])
	level := p.level(class)
	v := submission.Vouched{
		Issuer: signed.Issuer, Account: signed.Subject, Level: level, Class: class, At: signed.IssuedAt, Claims: p.attributes(said),
	}
	if proved, ok := said["auth_time"].(json.Number); ok {
		if seconds, err := proved.Int64(); err == nil {
			v.At = time.Unix(seconds, 0)
		}
	}
	if level != "" {
		v.Claims["livello"] = level
	}
	return v
}
