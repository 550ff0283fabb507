package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Generates public images from the seed, for catalogues larger than the provider's (the page: more than 220). Only
 * the last part of an image's name depends on its id; it makes names unique. The families are chosen so that names and
 * paths, including the shipped ones, sort the same with and without regard to case.
 */
final class Catalogue {
    private static final List<String> FAMILIES = List.of(
            "Linux/AlmaLinux/AlmaLinux",
            "Linux/CentOS/CentOS",
            "Linux/Debian/Debian",
            "Linux/Fedora/Fedora-Server",
            "Linux/Tails/Tails",
            "Linux/Kali/Kali",
            "Linux/LinuxMint/LinuxMint",
            "Linux/OpenSUSE/OpenSUSE-Leap",
            "Linux/OracleLinux/OracleLinux",
            "Linux/RHEL/RHEL",
            "Linux/RockyLinux/RockyLinux",
            "Linux/SLES/SLES",
            "Linux/Ubuntu/ubuntu",
            "BSD/NetBSD/NetBSD",
            "BSD/OpenBSD/OpenBSD",
            "Solaris/Solaris/Solaris",
            "Software/DB/MS_SQLServer",
            "Tools/Clonezilla",
            "VMware/ESXi",
            "Windows/MS_Windows");
    private static final List<String> ARCHITECTURES = List.of("x86_64", "amd64", "i386", "arm64");
    private static final List<String> VARIANTS = List.of("dvd", "minimal", "netinst", "server", "desktop", "live");
    private static final List<String> STORES = List.of(
            "vss-ISOs",
            "vss-ISOs",
            "vss-ISOs",
            "vss-ISOs",
            "vss-ISOs",
            "vss-ISOs",
            "vss-ISOs",
            "vss-ISOs2",
            "vss-ISOs2",
            "vss-Archive");

    private static final long FIRST = Instant.parse("2012-01-01T05:00:00Z").getEpochSecond();
    private static final int SECONDS = 378_000_000; // twelve years
    private static final int UPDATE_SECONDS = 7_776_000; // 90 days
    private static final int SERIALS = 0xFFFFFF;
    private static final int SCATTER = 0x9E3779B1; // odd, so that no two ids below 2^24 share a serial

    private final RandomSource seed;

    Catalogue(RandomSource seed) {
        this.seed = seed;
    }

    /** Returns the image with the given id; the same seed gives the same image. */
    NewImage image(long id) {
        SeededRandom random = seed.stream("vss.catalogue", id);
        String name = String.join(
                        "-",
                        pick(random, FAMILIES),
                        random.nextInt(20) + "." + random.nextInt(12),
                        pick(random, ARCHITECTURES),
                        pick(random, VARIANTS),
                        String.format(Locale.ROOT, "%06x", ((int) id * SCATTER) & SERIALS))
                + ".iso";
        long created = FIRST + random.nextInt(SECONDS);
        long updated = random.nextInt(4) > 0 ? created : created + random.nextInt(UPDATE_SECONDS);
        return new NewImage(
                id,
                "[" + pick(random, STORES) + "] " + name,
                Instant.ofEpochSecond(created),
                Instant.ofEpochSecond(updated));
    }

    private static String pick(SeededRandom random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
