drop table beer, sale_line, sale, playlist_track, playlist, track, album, artist, customer_address, customer, staff, country;
drop type media_format;
