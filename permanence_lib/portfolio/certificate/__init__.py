"""The certificate: issued by the programme's key alone, once every requirement is met and verified; checked by anybody, offline."""
