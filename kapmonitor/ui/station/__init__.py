"""The supervising screen: a tile for each room, who needs somebody first."""
