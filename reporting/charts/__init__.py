"""Charts (图): the judgement's numbers as pictures. Made as pure data, laid out in points, drawn by one format."""
