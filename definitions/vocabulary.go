package definitions

// Categories are the headings of the national catalogue of services, in its
// order.
func Categories() []string {
	return []string{
		"Educazione e formazione", "Salute, benessere e assistenza", "Vita lavorativa", "Mobilità e trasporti",
		"Catasto e urbanistica", "Anagrafe e stato civile", "Turismo", "Giustizia e sicurezza pubblica",
		"Tributi, finanze e contravvenzioni", "Cultura e tempo libero", "Ambiente", "Imprese e commercio",
		"Autorizzazioni", "Appalti pubblici", "Agricoltura e pesca",
	}
}

// Topics are the subjects that the national model has for the pages of a
// municipality.
func Topics() []string {
	return []string{
		"Accesso all'informazione", "Acqua", "Agricoltura", "Anagrafe", "Animale domestico", "Aria",
		"Assistenza agli invalidi", "Assistenza sociale", "Associazioni", "Bilancio", "Commercio al minuto",
		"Commercio all'ingrosso", "Commercio ambulante", "Comunicazione istituzionale", "Comunicazione politica",
		"Concorsi", "Covid-19", "Elezioni", "Energie rinnovabili", "Estero", "Foreste", "Formazione professionale",
		"Gemellaggi", "Gestione rifiuti", "Giustizia", "Igiene pubblica", "Immigrazione", "Imposte", "Imprese",
		"Inquinamento", "Integrazione sociale", "Isolamento termico", "Istruzione", "Lavoro", "Matrimonio",
		"Mercato", "Mobilità sostenibile", "Morte", "Nascita", "Parcheggi", "Patrimonio culturale", "Pesca",
		"Piano di sviluppo", "Pista ciclabile", "PNRR", "Politica commerciale", "Polizia", "Prodotti alimentari",
		"Protezione civile", "Residenza", "Risposta alle emergenze", "Sistema giuridico", "Spazio Verde", "Sport",
		"Sviluppo sostenibile", "Tassa sui servizi", "Tempo libero", "Trasparenza amministrativa",
		"Trasporto pubblico", "Turismo", "Urbanizzazione", "Viaggi", "Zone pedonali", "ZTL",
	}
}

// vocabulary gives the words that a key with the tag words may hold; nil for
// any.
func vocabulary(name string) []string {
	switch name {
	case "categories":
		return Categories()
	case "topics":
		return Topics()
	}
	return nil
}
