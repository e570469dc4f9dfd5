package oidctest

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"sync"
	"time"

	jose "github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// password is everybody's: what is tested is not how one proves who one is.
const password = "prova"

// keeper is the example's storage with people, levels and faults of ours.
type keeper struct {
	*storage.Storage
	gateway *Gateway
	clients map[string]op.Client
	mu      sync.Mutex
	asked   map[string]string // level asked for, by request
}

func newKeeper(g *Gateway, sites map[string]Site) *keeper {
	known, clients := map[string]*storage.Client{}, map[string]op.Client{}
	for id, site := range sites {
		known[id] = storage.WebClient(id, Secret, site.Callback)
		clients[id] = registered{known[id], site.SignedOut}
	}
	return &keeper{
		Storage: storage.NewStorageWithClients(users{g}, known), gateway: g, clients: clients, asked: map[string]string{},
	}
}

// registered is a client that may send people back after they signed out.
type registered struct {
	*storage.Client
	signedOut string
}

func (r registered) PostLogoutRedirectURIs() []string { return []string{r.signedOut} }

// users are the gateway's people, as the example knows users.
type users struct{ g *Gateway }

func (u users) GetUserByUsername(name string) *storage.User {
	p, ok := u.g.People[name]
	if !ok {
		return nil
	}
	return &storage.User{ID: p.Subject, Username: name, Password: password}
}

func (u users) GetUserByID(subject string) *storage.User {
	for name, p := range u.g.People {
		if p.Subject == subject {
			return &storage.User{ID: subject, Username: name, Password: password}
		}
	}
	return nil
}

func (u users) ExampleClientID() string { return storage.ServiceUserID }

// request is a sign-in with the level that it is done at.
type request struct {
	*storage.AuthRequest
	level, nonce string
}

func (r *request) GetACR() string { return r.level }

func (r *request) GetNonce() string {
	if r.nonce != "" {
		return r.nonce
	}
	return r.AuthRequest.GetNonce()
}

func (k *keeper) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	client, ok := k.clients[id]
	if !ok {
		return nil, errors.New("no such client")
	}
	return client, nil
}

func (k *keeper) CreateAuthRequest(ctx context.Context, asked *oidc.AuthRequest, user string) (op.AuthRequest, error) {
	made, err := k.Storage.CreateAuthRequest(ctx, asked, user)
	if err == nil && len(asked.ACRValues) > 0 {
		k.mu.Lock()
		k.asked[made.GetID()] = asked.ACRValues[0]
		k.mu.Unlock()
	}
	return made, err
}

func (k *keeper) AuthRequestByID(ctx context.Context, id string) (op.AuthRequest, error) {
	made, err := k.Storage.AuthRequestByID(ctx, id)
	return k.levelled(made, err)
}

func (k *keeper) AuthRequestByCode(ctx context.Context, code string) (op.AuthRequest, error) {
	made, err := k.Storage.AuthRequestByCode(ctx, code)
	return k.levelled(made, err)
}

func (k *keeper) levelled(made op.AuthRequest, err error) (op.AuthRequest, error) {
	plain, ok := made.(*storage.AuthRequest)
	if err != nil || !ok {
		return made, err
	}
	k.mu.Lock()
	level := k.asked[plain.ID]
	k.mu.Unlock()
	for _, p := range k.gateway.People {
		if p.Subject == plain.UserID && p.Level != "" {
			level = p.Level
		}
	}
	k.gateway.faults.Lock()
	defer k.gateway.faults.Unlock()
	return &request{plain, level, k.gateway.faults.nonce}, nil
}

func (k *keeper) CreateAccessToken(ctx context.Context, r op.TokenRequest) (string, time.Time, error) {
	if ours, ok := r.(*request); ok {
		r = ours.AuthRequest
	}
	return k.Storage.CreateAccessToken(ctx, r)
}

// SetUserinfoFromToken tells the claims of who signed in.
func (k *keeper) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	if err := k.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin); err != nil {
		return err
	}
	*info = oidc.UserInfo{Subject: subject}
	for _, p := range k.gateway.People {
		if p.Subject == subject {
			for name, claim := range p.Claims {
				info.AppendClaims(name, claim)
			}
		}
	}
	return nil
}

func (k *keeper) TerminateSession(ctx context.Context, user, client string) error {
	k.gateway.set(func(f *faults) { f.signedOut++ })
	return k.Storage.TerminateSession(ctx, user, client)
}

// SigningKey is the published one, unless it shall be wrong.
func (k *keeper) SigningKey(ctx context.Context) (op.SigningKey, error) {
	published, err := k.Storage.SigningKey(ctx)
	k.gateway.faults.Lock()
	defer k.gateway.faults.Unlock()
	if err != nil || !k.gateway.faults.wrongKey {
		return published, err
	}
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	return stranger{published.ID(), other}, err
}

// stranger is a key with the id of another.
type stranger struct {
	id  string
	key *rsa.PrivateKey
}

func (s stranger) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (s stranger) Key() any                                    { return s.key }
func (s stranger) ID() string                                  { return s.id }
