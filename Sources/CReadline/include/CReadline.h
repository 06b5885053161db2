/* The only door to GNU readline. No readline type or global appears here. */
#ifndef CALL110_CREADLINE_H
#define CALL110_CREADLINE_H

#endif
