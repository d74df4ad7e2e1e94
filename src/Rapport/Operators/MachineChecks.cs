using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Places;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>The machine that the program runs on.</summary>
internal static class MachineChecks
{
    /// <summary>A busy site holds a connection and a few files for each visitor.</summary>
    private const int FewestOpenFiles = 1024;

    /// <summary>Clocks of two nodes may differ by this without harm.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("runtime", NeedsStore: false, (_, _) => Task.FromResult(Runtime(Environment.Version))),
        new("language data", NeedsStore: false, (_, _) => Task.FromResult(Languages())),
        new("open files", NeedsStore: false, OpenFiles),
        new("places", NeedsStore: false, (_, _) => Task.FromResult(Places())),
        new("clock", NeedsStore: true, Clock),
    ];

    public static Finding Runtime(Version version) => version.Major >= 10
        ? Finding.Good($".NET {version}.")
        : Finding.Failed($".NET {version} is too old.", "Install the .NET 10 runtime or SDK.");

    private static Finding Languages()
    {
        string? january = null;
        try
        {
            january = CultureInfo.GetCultureInfo("es").DateTimeFormat.GetMonthName(1);
        }
        catch (CultureNotFoundException)
        {
            // Without any language data there is not even the name.
        }
        return january == "enero"
            ? Finding.Good("English and Spanish are there.")
            : Finding.Failed(
                "Spanish dates and sorting are missing.",
                "Install the ICU libraries (Debian: apt-get install libicu-dev), and take "
                + "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT out of the environment.");
    }

    private static async Task<Finding> OpenFiles(Visit visit, CancellationToken stop)
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
        {
            return Finding.Good("This system does not say how many files may be open.");
        }
        var line = (await File.ReadAllLinesAsync(Limits, stop))
            .First(text => text.StartsWith("Max open files", StringComparison.Ordinal));
        var most = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        return !int.TryParse(most, CultureInfo.InvariantCulture, out var limit) || limit >= FewestOpenFiles
            ? Finding.Good($"{most} may be open at once.")
            : Finding.Failed(
                $"Only {limit} may be open at once; a busy site needs {FewestOpenFiles}.",
                "Raise it where the program is started: \"ulimit -n 4096\", or LimitNOFILE=4096 in its systemd unit.");
    }

    private static Finding Places()
    {
        var oakland = PlaceTable.Gazetteer.Find("94612");
        return oakland is not null
            ? Finding.Good("The table of places is there.")
            : Finding.Failed("The table of places is empty.", "Build or install the program again.");
    }

    private static async Task<Finding> Clock(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var newest = await db.Set<Change>().MaxAsync(change => (DateTime?)change.At, stop) ?? visit.Store.Mark.CreatedAt;
        newest = newest > visit.Store.Mark.CreatedAt ? newest : visit.Store.Mark.CreatedAt;
        return newest <= visit.Now + ClockSlack
            ? Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{visit.Now:u}, after everything in the store."))
            : Finding.Failed(
                string.Create(CultureInfo.InvariantCulture, $"It says {visit.Now:u}, but the store holds a change of {newest:u}."),
                "Set this machine's clock (timedatectl set-ntp true). If the change is what is wrong, it passes by itself "
                + "when its time comes.");
    }
}
