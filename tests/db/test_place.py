"""Where a house may stand: never where another program moves or locks its file."""

import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from sociaalhuis.access import users
from sociaalhuis.db import place as places
from sociaalhuis.db.place import filesystem_of, refuse_bad_place, refuse_if_bad
from sociaalhuis.errors import Refusal
from tests.houses import CHEAP, NOW

WINDOWS = {
    "APPDATA": r"C:\Users\an\AppData\Roaming",
    "LOCALAPPDATA": r"C:\Users\an\AppData\Local",
    "ONEDRIVE": r"D:\Wolk",
    "OneDriveCommercial": r"E:\Werk\Wolk",
    "ONEDRIVECONSUMER": "",
    "PROGRAMDATA": r"C:\ProgramData",
}


def refused(place: PurePath, environment: dict[str, str] | None = None, filesystem: str | None = "ext4") -> Refusal:
    with pytest.raises(Refusal) as found:
        refuse_bad_place(place, environment or {}, filesystem)
    assert found.value.now.startswith("Kies een gewone map op deze pc.")
    assert "Zet het huis dan op een server." in found.value.now
    return found.value


@pytest.mark.parametrize(
    "place",
    [
        r"C:\ProgramData\SociaalHuis",
        r"D:\huis",
        r"C:\Users\an\AppData\Local\SociaalHuis",
        r"C:\Users\an\Documents\huis",
        r"C:\OneDriver\huis",  # another word
        r"C:\Dropboxen\huis",
        r"C:\OneDriveTemp",
        r"C:\mijn onedrive-kopie",
        r"C:\Wolk\huis",  # not the one of the environment
        r"D:\Wolkje\huis",
        r"C:\Users\an\AppData\RoamingOld\huis",
    ],
)
def test_a_plain_folder_on_windows_is_good(place: str) -> None:
    refuse_bad_place(PureWindowsPath(place), WINDOWS, "local")
    refuse_bad_place(PureWindowsPath(place), WINDOWS, None)


@pytest.mark.parametrize(
    "place", ["/home/an/.local/share/sociaalhuis", "/srv/huis", "/home/an/onedriver/huis", "/home/smb/huis"]
)
@pytest.mark.parametrize("filesystem", ["ext4", "btrfs", "xfs", "overlay", "tmpfs", "apfs", "fuseblk", None])
def test_a_plain_folder_elsewhere_is_good(place: str, filesystem: str | None) -> None:
    refuse_bad_place(PurePosixPath(place), {"HOME": "/home/an"}, filesystem)


@pytest.mark.parametrize(
    "filesystem",
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "davfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"],
)
def test_a_disk_on_the_network_is_refused(filesystem: str) -> None:
    assert "netwerk" in refused(PurePosixPath("/mnt/huis"), filesystem=filesystem).what


@pytest.mark.parametrize(
    "place",
    [PureWindowsPath(r"\\server\share\huis"), PureWindowsPath("//server/share/huis"), PurePosixPath("//server/share/huis")],
)
def test_a_share_is_refused(place: PurePath) -> None:
    assert "netwerk" in refused(place).what


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive", "onedrive", "OneDrive - OCMW Proefdorp", "OneDrive-Personal", "Dropbox", "Dropbox (Stad Proefdorp)",
        "Google Drive", "GoogleDrive-an@proef.example", "Mijn Drive", "My Drive", "iCloudDrive", "iCloud Drive", "Nextcloud",
        "Nextcloud2", "ownCloud", "SynologyDrive",
    ],
)  # fmt: skip
def test_a_folder_that_is_synchronised_is_refused_at_any_depth(folder: str) -> None:
    for place in (
        PureWindowsPath(rf"C:\Users\an\{folder}"),
        PureWindowsPath(rf"C:\Users\an\{folder}\Documenten\huis"),
        PurePosixPath(f"/home/an/{folder}/huis"),
    ):
        assert "gesynchroniseerd" in refused(place).what


@pytest.mark.parametrize("place", [r"D:\Wolk", r"D:\Wolk\huis", r"d:\WOLK\huis", r"e:\werk\wolk\a\b"])
def test_the_folder_that_onedrive_itself_names_is_refused(place: str) -> None:
    assert "OneDrive" in refused(PureWindowsPath(place), WINDOWS).what


@pytest.mark.parametrize(
    "place", [r"C:\Users\an\AppData\Roaming", r"C:\Users\an\AppData\Roaming\huis", r"c:\users\AN\appdata\roaming\x\y"]
)
def test_a_profile_that_travels_is_refused(place: str) -> None:
    assert "profiel dat meereist" in refused(PureWindowsPath(place), WINDOWS).what


def test_capitals_count_where_they_count() -> None:
    environment = {"OneDrive": "/home/an/Wolk", "APPDATA": "/home/an/Appdata"}
    refuse_bad_place(PurePosixPath("/home/an/wolk/huis"), environment, "ext4")
    refuse_bad_place(PurePosixPath("/home/an/appdata/huis"), environment, "ext4")
    refused(PurePosixPath("/home/an/Wolk/huis"), environment)


# this machine


def test_the_disk_of_a_place_is_known_before_the_place_exists(tmp_path: Path) -> None:
    kind = filesystem_of(tmp_path)  # None where no table of disks names it, as in a bare root
    assert filesystem_of(tmp_path / "nog" / "niet" / "daar") == kind


def mounted(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    real = Path.read_text

    def read_text(self: Path, *args: str, **more: str) -> str:
        return table if self == Path("/proc/self/mounts") else real(self, *args, **more)

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "read_text", read_text)


@pytest.mark.skipif(sys.platform == "win32", reason="a mount table is Linux's own")
def test_the_innermost_mount_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inner = tmp_path / "de schijf"
    written = str(inner).replace(" ", "\\040")
    mounted(
        monkeypatch,
        f"/dev/a / ext4 rw 0 0\nserver:/x {written} nfs4 rw 0 0\ntmpfs {tmp_path}/de tmpfs rw 0 0\n"
        f"/dev/b {written}/boven ext4 rw 0 0\nserver:/y {written}/boven cifs rw 0 0\n",
    )
    assert filesystem_of(tmp_path) == "ext4"
    assert filesystem_of(inner) == "nfs4"
    assert filesystem_of(inner / "huis") == "nfs4"
    assert filesystem_of(tmp_path / "de schijfje") == "ext4"
    assert filesystem_of(inner / "boven") == "cifs"  # the last one mounted there
    with pytest.raises(Refusal, match="netwerk"):
        refuse_if_bad(inner / "huis")


def test_a_system_without_a_mount_table_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(*_args: object, **_more: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "read_text", missing)
    assert filesystem_of(tmp_path) is None
    refuse_if_bad(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "gewoon").symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    for place in (tmp_path / "gewoon", tmp_path / "gewoon" / "huis", tmp_path / "x" / ".." / "gewoon" / "huis"):
        with pytest.raises(Refusal, match="gesynchroniseerd"):
            refuse_if_bad(place)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_synchronised_folder_that_was_moved_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "OneDrive").symlink_to(tmp_path / "elders", target_is_directory=True)
    with pytest.raises(Refusal, match="gesynchroniseerd"):
        refuse_if_bad(tmp_path / "OneDrive" / "huis")


def test_a_relative_place_is_judged_where_it_really_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Dropbox").mkdir()
    monkeypatch.chdir(tmp_path / "Dropbox")
    with pytest.raises(Refusal, match="gesynchroniseerd"):
        refuse_if_bad(Path("huis"))
    monkeypatch.chdir(tmp_path)
    refuse_if_bad(Path("huis"))


def test_the_environment_of_this_machine_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path / "wolk"))
    with pytest.raises(Refusal, match="gesynchroniseerd"):
        refuse_if_bad(tmp_path / "wolk" / "huis")


def test_founding_in_a_bad_place_leaves_nothing_there(tmp_path: Path) -> None:
    place = tmp_path / "OneDrive" / "huis"
    with pytest.raises(Refusal, match="gesynchroniseerd"):
        users.found(place, "Huis", "An", "een lange zin", clock=lambda: NOW, cost=CHEAP)
    assert not place.parent.exists()


def test_a_house_that_was_moved_to_a_bad_place_does_not_open(place: Path, tmp_path: Path) -> None:
    moved = tmp_path / "Dropbox" / "huis"
    moved.parent.mkdir()
    place.rename(moved)
    with pytest.raises(Refusal, match="gesynchroniseerd"):
        users.sign_in(moved, "een lange zin voor onthaal", clock=lambda: NOW)
    moved.rename(place)
    users.sign_in(place, "een lange zin voor onthaal", clock=lambda: NOW).close()


def test_every_refused_disk_is_a_name_that_the_system_gives() -> None:
    assert all(name == name.strip().lower() for name in places._NETWORK_TYPES)
