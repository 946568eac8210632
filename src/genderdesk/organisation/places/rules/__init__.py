"""Pure rules of places: distances and outlines on the earth, outlines on paper, and what makes a set of divisions whole."""
