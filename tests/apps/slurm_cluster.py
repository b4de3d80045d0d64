# SPDX-License-Identifier: Apache-2.0
"""A Slurm cluster of one node in a temporary folder, run by whoever runs the test: munged, slurmctld, slurmd."""
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

CONFIGURATION = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,bf_interval=1
KillWait=20
NodeName=node NodeHostname={host} NodeAddr=127.0.0.1 CPUs=2
PartitionName=work Nodes=node Default=YES State=UP
"""


class NoCluster(Exception):
    """The machine has no Slurm, or does not let it start; the text says why."""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


class Cluster:
    def __init__(self):
        for program in ("munged", "slurmctld", "slurmd", "sbatch"):
            if not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin"):
                raise NoCluster(f"there is no {program}; Debian's packages munge, slurmctld, slurmd, slurm-client have it")
        host = socket.gethostname().split(".")[0]
        try:  # the daemons bind to the address of this name, and try for a minute before they say so
            socket.getaddrinfo(host, None)
        except socket.gaierror as reason:
            raise NoCluster(f"this machine's own name {host} does not resolve ({reason}); give it a line in /etc/hosts") from None
        self._temporary = tempfile.TemporaryDirectory(prefix="slurm-")
        self.folder = Path(self._temporary.name)
        self._daemons = []
        try:
            self._start(host)
        except BaseException:
            self.stop()
            raise

    def _start(self, host):
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        controller_port, node_port = free_ports(2)
        configuration = self.folder / "slurm.conf"
        configuration.write_text(CONFIGURATION.format(folder=self.folder, user=getpass.getuser(), host=host,
                                                      controller_port=controller_port, node_port=node_port))
        self._environment = {**os.environ, "SLURM_CONF": str(configuration), "PATH": os.environ["PATH"] + ":/usr/sbin"}
        self._daemon("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={self.folder}/munge.socket",
                     f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/munged.messages", f"--seed-file={self.folder}/munged.seed")
        self._until((self.folder / "munge.socket").exists, 5)
        self._daemon("slurmctld", "-D", "-f", configuration)
        self._daemon("slurmd", "-D", "-f", configuration, "-N", "node")
        self._until(lambda: self.ask("sinfo", "--noheader", "--format=%T", check=False).strip() == "idle", 20)

    def _daemon(self, *command):
        with open(self.folder / f"{command[0]}.log", "w") as log:
            self._daemons.append(subprocess.Popen(command, env=self._environment, cwd=self.folder, stdin=subprocess.DEVNULL,
                                                  stdout=log, stderr=subprocess.STDOUT))

    def _until(self, ready, seconds):
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end or any(d.poll() is not None for d in self._daemons):
                raise NoCluster("the daemons do not start here:\n" + self.logs())
            time.sleep(0.1)

    def logs(self):
        return "".join(f"{p.name}: {line}\n" for p in sorted(self.folder.glob("*.log")) for line in p.read_text().splitlines()[-8:])

    def run(self, *command, first_on_path=None, **environment):
        """A command among the cluster's."""
        environment = {**self._environment, **environment}
        if first_on_path:
            environment["PATH"] = f"{first_on_path}:{environment['PATH']}"
        return subprocess.run([*map(str, command)], env=environment, cwd=self.folder, capture_output=True, text=True, timeout=600)

    def ask(self, *command, check=True, **environment):
        """What a command of Slurm prints."""
        result = self.run(*command, **environment)
        if check and result.returncode != 0:
            raise AssertionError(f"{command}: {result.stdout}{result.stderr}\n{self.logs()}")
        return result.stdout

    def stop(self):
        """Ends the jobs and then the daemons, by their own process numbers, whatever state they are in."""
        try:
            if len(self._daemons) == 3:
                self.ask("scancel", "--full", "--signal=KILL", "--user", getpass.getuser(), check=False)
                self.ask("scancel", "--user", getpass.getuser(), check=False)
                end = time.monotonic() + 10
                while self.ask("squeue", "--noheader", check=False).strip() and time.monotonic() < end:
                    time.sleep(0.2)
        except subprocess.TimeoutExpired:
            pass
        for daemon in reversed(self._daemons):
            daemon.terminate()
            try:
                daemon.wait(10)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        self._temporary.cleanup()
