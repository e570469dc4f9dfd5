package function

// surnameLetters gives the three letters that a surname has in a codice
// fiscale: consonants, then vowels, then X.
func surnameLetters(letters string) string {
	consonants, vowels := splitLetters(letters)
	return firstThree(consonants, vowels)
}

// nameLetters is surnameLetters for first names, which with four or more
// consonants leave out the second.
func nameLetters(letters string) string {
	consonants, vowels := splitLetters(letters)
	if len(consonants) >= 4 {
		return string([]byte{consonants[0], consonants[2], consonants[3]})
	}
	return firstThree(consonants, vowels)
}

func firstThree(consonants, vowels []byte) string {
	three := append(consonants, vowels...)
	three = append(three, "XXX"...)
	return string(three[:3])
}

func splitLetters(letters string) (consonants, vowels []byte) {
	for i := range len(letters) {
		switch c := letters[i]; c {
		case 'A', 'E', 'I', 'O', 'U':
			vowels = append(vowels, c)
		default:
			consonants = append(consonants, c)
		}
	}
	return consonants, vowels
}

// agreesWithName compares three letters of a code with a name. Ä, Ö and Ü are
// registered as AE, OE and UE or as plain vowels, so either will do. A name
// without a Latin letter agrees with nothing.
func agreesWithName(three, name string, take func(string) string) bool {
	plain := latinLetters(name, baseLetter)
	if plain == "" {
		return false
	}
	return take(plain) == three || take(latinLetters(name, registeredLetter)) == three
}
