"""Pure rules of places: outlines on the earth and on paper, distances, and what makes a set of divisions whole."""
