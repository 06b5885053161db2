/* Names of accounts and hosts that only the system itself knows (LDAP, SSSD, DNS plug-ins).

   The program is one static file. glibc's own look-ups load the system's plug-ins into the process, which needs the very
   glibc the file was linked with; so what does not stand in plain files is asked of the system's getent instead. */
#ifndef CALL110_CPLATFORM_NAMES_H
#define CALL110_CPLATFORM_NAMES_H

#include <stddef.h>
#include <sys/types.h>

/* Copies the name of the account `user` into `name`, as /etc/passwd has it, else as getent says.
   Gives its length; 0 when nobody knows it or it is longer than `capacity` - 1. */
size_t call110_account_name(uid_t user, char *name, size_t capacity);

/* The same from /etc/passwd alone, which nobody has to wait for. */
size_t call110_local_account_name(uid_t user, char *name, size_t capacity);

/* Runs `getent DATABASE KEY` of the system and copies what it prints, at most `capacity` bytes, into `answer`.
   Gives how many bytes that are; 0 when the key is unknown, begins with a hyphen, or there is no getent.
   Waits for at most ten seconds; not to be used where SIGCHLD is waited for. */
size_t call110_getent(const char *database, const char *key, char *answer, size_t capacity);

#endif
