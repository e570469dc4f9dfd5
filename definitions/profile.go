package definitions

// Profile is what a municipality says once, and every page of every service
// shows or reads. What the national model wants on each page must be there.
type Profile struct {
	Name       String            `key:"name" need:"yes" doc:"The name of the municipality alone. Rules read it as municipality.name." eg:"Pisa"`
	Title      Text              `key:"title" need:"yes" doc:"Its full name, as it stands beside the crest." eg:"Comune di Pisa"`
	Region     Text              `key:"region" need:"yes" doc:"The region, named on top of each page." eg:"Regione Toscana"`
	RegionSite String            `key:"region_site" doc:"The address of the region's site." eg:"https://www.regione.toscana.it"`
	Province   String            `key:"province" need:"yes" doc:"The two letters of the province." eg:"PI"`
	Istat      String            `key:"istat" need:"yes" doc:"The ISTAT code of the municipality, six digits in quotes." eg:"'050026'"`
	Belfiore   String            `key:"belfiore" need:"yes" doc:"Its cadastral code, as it stands in tax codes." eg:"G702"`
	IPA        String            `key:"ipa" need:"yes" doc:"Its code in the index of public bodies." eg:"c_g702"`
	Zone       String            `key:"zone" doc:"The time zone; Europe/Rome unless given." eg:"Europe/Rome"`
	Patron     String            `key:"patron" need:"yes" doc:"The local holiday, month and day in quotes." eg:"'06-17'"`
	Site       String            `key:"site" need:"yes" doc:"The address of the municipality's site." eg:"https://www.comune.pisa.it"`
	Crest      String            `key:"crest" doc:"The picture of the crest: a file beside the profile (SVG or PNG)." eg:"stemma.svg"`
	Contacts   Contacts          `key:"contacts" need:"yes" doc:"Where and how to reach the municipality; it stands at the foot of each page."`
	Offices    []Office          `key:"offices" need:"yes" doc:"The offices that services name."`
	Links      Links             `key:"links" need:"yes" doc:"The pages that each page must link to."`
	Menu       Menu              `key:"menu" doc:"The pages of the municipality's site behind the first-level menu that the national model gives to all."`
	Social     Map[String]       `key:"social" doc:"Addresses of the municipality on social networks, by their name." eg:"{Facebook: 'https://www.facebook.com/comunepisa'}"`
	Identity   []Provider        `key:"identity" doc:"Where citizens sign in: one entry for each button."`
	Languages  []String          `key:"languages" one:"yes" doc:"The languages offered; it alone unless given." eg:"[it, en]"`
	Incomplete Map[String]       `key:"incomplete" doc:"By language: what becomes of a service some texts of which are not translated. hide, unless given: it is not offered in that language; italian: what lacks stays Italian; fault: it cannot be published." eg:"{de: fault}"`
	Drafts     String            `key:"drafts" doc:"How many days a draft is kept that nobody changes any more, with its files, 7 to 365; 30 unless given. Citizens read the last day." eg:"30"`
	Funding    Funding           `key:"funding" doc:"Which logos of funds must be shown."`
	Parameters Map[Map[Literal]] `key:"parameters" doc:"By service: the values of its parameters, where they are not the defaults." eg:"{accesso-atti: {bollo: 16.00}}"`
	Pos        Pos
}

// Contacts is how to reach the municipality as a whole.
type Contacts struct {
	Address String `key:"address" need:"yes" doc:"Street, number, postal code and town." eg:"Via degli Uffizi 1, 56125 Pisa"`
	TaxCode String `key:"tax_code" need:"yes" doc:"The tax code, in quotes." eg:"'00341620508'"`
	VAT     String `key:"vat" doc:"The VAT number, in quotes." eg:"'00341620508'"`
	Phone   String `key:"phone" need:"yes" doc:"The switchboard." eg:"+39 050 910111"`
	Email   String `key:"email" doc:"The e-mail address." eg:"urp@comune.pisa.it"`
	PEC     String `key:"pec" need:"yes" doc:"The certified e-mail address." eg:"comune.pisa@postacert.toscana.it"`
}

// Office is one office of the municipality.
type Office struct {
	ID          String `key:"office" need:"yes" doc:"Its id, which services name." eg:"urp"`
	Name        Text   `key:"name" need:"yes" doc:"Its name." eg:"Ufficio relazioni con il pubblico"`
	Address     Text   `key:"address" doc:"Where it is." eg:"Piazza XX Settembre, 56125 Pisa"`
	Phone       String `key:"phone" doc:"Its telephone." eg:"+39 050 910111"`
	Email       String `key:"email" doc:"Its e-mail address." eg:"urp@comune.pisa.it"`
	PEC         String `key:"pec" doc:"Its certified e-mail address."`
	Hours       Text   `key:"hours" doc:"When it is open." eg:"dal lunedì al venerdì, 9-13"`
	Responsible Text   `key:"responsible" doc:"The person responsible for its procedures."`
	Page        String `key:"page" doc:"Its page on the municipality's site."`
	Pos         Pos
}

// Links are the pages that the national model wants linked from every page.
type Links struct {
	Privacy       String `key:"privacy" need:"yes" doc:"The privacy notice." eg:"https://www.comune.pisa.it/privacy"`
	Accessibility String `key:"accessibility" need:"yes" doc:"The accessibility statement on form.agid.gov.it." eg:"https://form.agid.gov.it/view/00000000-0000-0000-0000-000000000000"`
	Legal         String `key:"legal" need:"yes" doc:"The legal notes." eg:"https://www.comune.pisa.it/note-legali"`
	Transparency  String `key:"transparency" need:"yes" doc:"Amministrazione trasparente."`
	Report        String `key:"report" need:"yes" doc:"Where to report that something in town does not work (segnalazione disservizio)."`
	Booking       String `key:"booking" need:"yes" doc:"Where to book an appointment. The service is added as ?servizio=<id>."`
	FAQ           String `key:"faq" need:"yes" doc:"The frequent questions."`
	Assistance    String `key:"assistance" need:"yes" doc:"Where to ask for help."`
	Sitemap       String `key:"sitemap" doc:"The map of the site."`
	Media         String `key:"media" doc:"The media policy."`
	Improvement   String `key:"improvement" doc:"The improvement plan of the services, where there must be one."`
}

// Menu are the pages of the site behind the first-level menu: Amministrazione,
// Novità, Servizi, Vivere il Comune. Servizi is this site.
type Menu struct {
	Management String `key:"management" doc:"Amministrazione; <site>/amministrazione unless given." eg:"https://www.comune.pisa.it/amministrazione"`
	News       String `key:"news" doc:"Novità; <site>/novita unless given." eg:"https://www.comune.pisa.it/novita"`
	Live       String `key:"live" doc:"Vivere il Comune; <site>/vivere-il-comune unless given." eg:"https://www.comune.pisa.it/vivere-il-comune"`
}

// Provider is where citizens prove who they are: a provider of OpenID Connect,
// such as a gateway to SPID and CIE. Its secret is not here: see docs/identity.md.
type Provider struct {
	ID     String      `key:"provider" need:"yes" doc:"Its id; it stands in addresses and in the name of its secret." eg:"spid"`
	Kind   String      `key:"kind" need:"yes" doc:"spid, cie, eidas or other: the words and the picture on the button." eg:"spid"`
	Label  Text        `key:"label" doc:"The words on the button; those of the kind unless given." eg:"Entra con SPID"`
	Issuer String      `key:"issuer" need:"yes" doc:"The address of the provider, exactly as it writes it in what it signs." eg:"https://accesso.regione.example"`
	Client String      `key:"client" need:"yes" doc:"The id that the provider gave the municipality." eg:"sportello-pisa"`
	Scopes []String    `key:"scopes" one:"yes" doc:"What is asked for; openid, profile and email unless given." eg:"[openid, profile, email]"`
	Levels Map[String] `key:"levels" doc:"What the provider calls the levels 1, 2 and 3; the names of SPID unless given." eg:"{2: 'https://www.spid.gov.it/SpidL2', 3: 'https://www.spid.gov.it/SpidL3'}"`
	Claims Map[String] `key:"claims" doc:"By our name of an attribute, the provider's; a dot leads into a group." eg:"{codice_fiscale: fiscal_number, luogo_nascita: place_of_birth.locality}"`
	Query  Map[String] `key:"query" doc:"More that is asked in the address where one signs in." eg:"{kc_idp_hint: spid}"`
	Pos    Pos
}

// Attributes are what a provider may say of a person, as rules read it:
// identity.cognome and so on.
var Attributes = []string{
	"cognome", "nome", "codice_fiscale", "data_nascita", "sesso", "luogo_nascita", "email", "cellulare", "pec", "livello",
}

// Funding says which logos of funds a municipality must show.
type Funding struct {
	EU bool `key:"eu" doc:"yes: «Finanziato dall'Unione europea - NextGenerationEU» with its logo." eg:"yes"`
}
