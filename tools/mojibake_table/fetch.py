"""Packages by name and pinned version: downloaded once with the ordinary clients, checked, and opened."""
import hashlib
import io
import pathlib
import subprocess
import tarfile
import zipfile

CLIENTS = {
    "pypi": lambda name, version: ["pip", "download", "--quiet", "--no-deps", f"{name}=={version}"],
    "npm": lambda name, version: ["npm", "pack", "--silent", f"{name}@{version}"],
    "debian": lambda name, version: ["apt-get", "download", f"{name}={version}"],
}


def archive(source, cache):
    """The package's file in the folder `cache`, downloaded if it is not there."""
    folder = pathlib.Path(cache) / f"{source.name.replace('/', '+')}-{source.version.replace(':', '+')}"
    if not folder.is_dir() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(CLIENTS[source.registry](source.name, source.version), cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (file,) = folder.iterdir()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise SystemExit(f"{source.name} {source.version}: sha256 is {digest}, not {source.sha256}")
    return file


def members(file):
    """Names and openers of an archive's files, sorted by name: `(name, read)`."""
    if file.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(file) as archive:
            for name in sorted(archive.namelist()):
                yield name, lambda: archive.read(name)
        return
    data = io.BytesIO(debian_data(file.read_bytes())) if file.suffix == ".deb" else None
    with tarfile.open(None if data else file, fileobj=data) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if member.isfile():
                yield member.name, lambda: archive.extractfile(member).read()


def debian_data(package):
    """The member `data.tar.*` of an `ar` archive: 60-byte headers, the size at 48, even offsets."""
    at = 8
    while at < len(package):
        name, size = package[at : at + 16].decode().strip(), int(package[at + 48 : at + 58])
        at += 60
        if name.startswith("data.tar"):
            return package[at : at + size]
        at += size + size % 2
    raise SystemExit("no data in the Debian package")
