"""The room's pages: trainings, who was there, certificates, results; and three that anybody may open."""
