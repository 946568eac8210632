// On the neutral page: pages of this visit that Back would show again know from this that the person has left.
try { sessionStorage.setItem("p", "1"); } catch { /* a browser without storage shows the page again, as /safety/ says */ }
