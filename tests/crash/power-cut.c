/* Cuts the power of a mounted ext4 or xfs: everything not yet flushed to the disk is gone (GOING_DOWN without log flush). */
#include <fcntl.h>
#include <linux/types.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>
#define SHUTDOWN _IOR('X', 125, __u32)

int main(int argc, char **argv) {
  __u32 without_log_flush = 2;
  int fd = argc > 1 ? open(argv[1], O_RDONLY) : -1;
  if (fd < 0 || ioctl(fd, SHUTDOWN, &without_log_flush) != 0) {
    perror("power-cut");
    return 1;
  }
  return 0;
}
