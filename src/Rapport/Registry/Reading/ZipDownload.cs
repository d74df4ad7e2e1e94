using System.Globalization;
using System.IO.Compression;

namespace Rapport.Registry.Reading;

/// <summary>The monthly or weekly .zip of the registry: which tables lie in it, and each of them unpacked as it is read.</summary>
/// <param name="path">A file that begins like a zip.</param>
internal sealed class ZipDownload(string path)
{
    /// <summary>A download holds about ten entries.</summary>
    public const int MostEntries = 1_000;

    private readonly string _name = Path.GetFileName(path);

    /// <summary>Looks through the list of contents: the full name of the entry that holds each table.</summary>
    /// <exception cref="ImportProblem">Damaged, too large to be true, with two tables of a kind or without the numbers.</exception>
    public Dictionary<NppesPart, string> FindParts()
    {
        var parts = new Dictionary<NppesPart, string>();
        using var zip = Open();
        if (zip.Entries.Count > MostEntries)
        {
            throw new ImportProblem(string.Create(CultureInfo.InvariantCulture,
                $"{_name} holds {zip.Entries.Count:N0} entries; a registry download holds about ten and at most {MostEntries:N0} are looked at. It was not opened."));
        }
        foreach (var entry in zip.Entries)
        {
            if (PartOf(entry.Name) is not { } part)
            {
                continue;
            }
            if (entry.Length > UnpackedBound.Of(entry.CompressedLength))
            {
                throw new ImportProblem(UnpackedBound.Exceeded($"{_name}: {entry.FullName}"));
            }
            if (!parts.TryAdd(part, entry.FullName))
            {
                throw new ImportProblem(
                    $"{_name} holds two tables of the same kind ({parts[part]} and {entry.FullName}). "
                    + "Unpack it and import one after the other, the older one first.");
            }
        }
        return parts.ContainsKey(NppesPart.Numbers)
            ? parts
            : throw new ImportProblem(TableKinds.WithoutNumbers(_name, parts));
    }

    /// <summary>Opens an entry at its beginning; at its end its length and checksum are compared with what the zip says of them.</summary>
    /// <param name="entryName">Its full name, from <see cref="FindParts"/>.</param>
    public NppesInput Read(string entryName)
    {
        var zip = Open();
        var entry = zip.GetEntry(entryName) ?? throw new ImportProblem($"{_name} changed while it was read.");
        try
        {
            // What the entry says of its own length is a promise; the bound holds for what really comes out.
            var unpacked = new BoundedStream(
                entry.Open(), Math.Min(UnpackedBound.Of(entry.CompressedLength), entry.Length),
                UnpackedBound.Exceeded($"{_name}: {entryName}"), Damaged($"{entry.Name} in it cannot be unpacked to its end"),
                passed =>
                {
                    if (passed != entry.Length)
                    {
                        throw new ImportProblem(Damaged($"{entry.Name} in it breaks off"));
                    }
                },
                zip.Dispose);
            var checksummed = new ChecksummedStream(
                unpacked, entry.Crc32, Damaged($"{entry.Name} in it does not hold the bytes that were packed"));
            return new NppesInput(checksummed, $"{_name}: {entry.Name}", entry.Length, () => unpacked.Passed);
        }
        catch (InvalidDataException e)
        {
            zip.Dispose();
            throw new ImportProblem($"{_name} is packed in a way that cannot be read: {e.Message} Unpack it first.", e);
        }
    }

    private ZipArchive Open()
    {
        try
        {
            return new ZipArchive(NppesFile.OpenBytes(path), ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            throw new ImportProblem(
                $"{_name} is not a whole zip; it was probably cut off while it was downloaded. Download it again.", e);
        }
    }

    private static NppesPart? PartOf(string name)
    {
        if (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            || name.Contains("header", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        return name switch
        {
            _ when name.StartsWith("npidata", StringComparison.OrdinalIgnoreCase) => NppesPart.Numbers,
            _ when name.StartsWith("pl_pfile", StringComparison.OrdinalIgnoreCase) => NppesPart.PracticePlaces,
            _ when name.StartsWith("othername", StringComparison.OrdinalIgnoreCase) => NppesPart.OtherNames,
            _ => null,
        };
    }

    private string Damaged(string how) =>
        $"{_name} is damaged: {how}. Download it again, and run the same command: nobody is half there.";
}
