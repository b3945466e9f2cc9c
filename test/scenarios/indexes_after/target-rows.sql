comment on index reader_told is 'For the desk.';
