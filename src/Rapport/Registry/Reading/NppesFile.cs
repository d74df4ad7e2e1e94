using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Rapport.Registry.Reading;

/// <summary>Which table of the registry's download.</summary>
internal enum NppesPart
{
    /// <summary>The numbers with their names, addresses and taxonomy codes ("npidata_pfile").</summary>
    Numbers,

    /// <summary>Further practice places ("pl_pfile").</summary>
    PracticePlaces,

    /// <summary>Further names of organisations ("othername_pfile").</summary>
    OtherNames,
}

/// <summary>An opened table: its bytes, and how far they have been read, for a progress bar.</summary>
internal sealed record NppesInput(Stream Bytes, string Name, long Length, Func<long> Position) : IDisposable
{
    public void Dispose() => Bytes.Dispose();
}

/// <summary>
/// A file of the national registry as it is downloaded: the .csv, the same packed as .csv.gz, or the monthly or
/// weekly .zip with its companions inside. Every part can be read again from its beginning.
/// </summary>
internal sealed class NppesFile
{
    /// <summary>The largest table the registry has ever published is about 11 GB; far more than that is not from there.</summary>
    public const long LargestTable = 64L << 30;

    /// <summary>Registry tables pack about 12 to 1. A thousand to one is the most that the method can do.</summary>
    public const int LargestRatio = 200;

    /// <summary>Small files of equal bytes pack well without being an attack.</summary>
    private const long AlwaysAllowed = 16L << 20;

    /// <summary>A download holds about ten entries.</summary>
    public const int MostEntries = 1_000;

    // Ten bytes of header, eight at the end.
    private const int SmallestGzip = 18;

    private readonly string _path;
    private readonly Dictionary<NppesPart, string> _parts = [];
    private readonly Kind _kind;

    private NppesFile(string path, Kind kind)
    {
        _path = path;
        _kind = kind;
        Name = Path.GetFileName(path);
    }

    private enum Kind
    {
        Plain,
        Gzip,
        Zip,
    }

    public string Name { get; }

    /// <summary>Looks at the file and, for a zip, at its list of contents. Reads no row yet.</summary>
    /// <param name="path">The .csv, .csv.gz or .zip.</param>
    /// <param name="practicePlaces">A companion file of its own, or null for the one in the zip.</param>
    /// <param name="otherNames">The same.</param>
    /// <exception cref="ImportProblem">Missing, unreadable, damaged, too large to be true, or without the table.</exception>
    public static NppesFile Open(string path, string? practicePlaces = null, string? otherNames = null)
    {
        var file = new NppesFile(path, KindOf(path));
        if (file._kind == Kind.Zip)
        {
            file.FindParts();
        }
        file.AddCompanion(NppesPart.PracticePlaces, practicePlaces);
        file.AddCompanion(NppesPart.OtherNames, otherNames);
        return file;
    }

    public bool Has(NppesPart part) => part == NppesPart.Numbers || _parts.ContainsKey(part);

    /// <summary>Opens a part at its beginning.</summary>
    public NppesInput Read(NppesPart part)
    {
        if (_parts.TryGetValue(part, out var place))
        {
            return place.StartsWith("zip:", StringComparison.Ordinal)
                ? OpenEntry(place["zip:".Length..])
                : OpenFile(place);
        }
        return part == NppesPart.Numbers ? OpenFile(_path) : throw new InvalidOperationException($"no {part} here");
    }

    private void AddCompanion(NppesPart part, string? path)
    {
        if (path is not null)
        {
            if (KindOf(path) == Kind.Zip)
            {
                throw new ImportProblem($"{path} is a zip; give the .csv inside it, or the whole download as FILE.");
            }
            _parts[part] = path;
        }
    }

    private static Kind KindOf(string path)
    {
        using var file = OpenBytes(path);
        Span<byte> start = stackalloc byte[4];
        var count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (count == 0)
        {
            throw new ImportProblem($"{path} is empty. Download it again.");
        }
        // By what it holds, not by what it is called: a renamed file still opens.
        var kind = start switch
        {
            [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6] => Kind.Zip,
            [0x1F, 0x8B, ..] => Kind.Gzip,
            _ => Kind.Plain,
        };
        var ending = Path.GetExtension(path).ToLowerInvariant();
        return kind == Kind.Plain && ending is (".zip" or ".gz")
            ? throw new ImportProblem(
                $"{path} is called {ending} but is not one inside: a page with an error message was saved in its place, most often. "
                + "Look at it in an editor, then download it again.")
            : kind;
    }

    private static FileStream OpenBytes(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImportProblem($"There is no file {path}. Check the path.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ImportProblem(
                Directory.Exists(path)
                    ? $"{path} is a folder. Name the .csv or .zip inside it."
                    : $"{path} may not be read by this account. Give it read access.", e);
        }
        catch (IOException e)
        {
            throw new ImportProblem($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static NppesInput OpenFile(string path)
    {
        var file = OpenBytes(path);
        var name = Path.GetFileName(path);
        Func<long> position = () => file.CanSeek ? file.Position : file.Length;
        if (KindOf(path) != Kind.Gzip)
        {
            return new NppesInput(file, name, file.Length, position);
        }
        if (file.Length < SmallestGzip)
        {
            throw new ImportProblem($"{name} breaks off after its first bytes. Download it again.");
        }
        var length = GzipLength(file);
        return new NppesInput(
            new BoundedStream(
                new GZipStream(file, CompressionMode.Decompress), Bound(file.Length), TooLarge(name), Damaged(name),
                passed =>
                {
                    if ((uint)passed != length)
                    {
                        throw new ImportProblem(
                            $"{name} breaks off: it unpacks to less than it says. Download it again; if it was packed "
                            + "in several pieces, unpack it first.");
                    }
                }),
            name, file.Length, position);
    }

    // The last four bytes of the format: the unpacked length, modulo 2^32.
    private static uint GzipLength(FileStream file)
    {
        const int Trailer = 4;
        Span<byte> bytes = stackalloc byte[Trailer];
        file.Position = file.Length - Trailer;
        file.ReadExactly(bytes);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private NppesInput OpenEntry(string entryName)
    {
        var zip = OpenZip();
        var entry = zip.GetEntry(entryName) ?? throw new ImportProblem($"{Name} changed while it was read.");
        try
        {
            // What the entry says of its own length is a promise; the bound holds for what really comes out.
            var bytes = new BoundedStream(
                entry.Open(), Math.Min(Bound(entry.CompressedLength), entry.Length), TooLarge($"{Name}: {entryName}"), Damaged(Name),
                passed =>
                {
                    if (passed != entry.Length)
                    {
                        throw new ImportProblem($"{Name} is damaged: {entry.Name} breaks off. Download it again.");
                    }
                },
                zip.Dispose);
            return new NppesInput(bytes, $"{Name}: {entry.Name}", entry.Length, () => bytes.Passed);
        }
        catch (InvalidDataException e)
        {
            zip.Dispose();
            throw new ImportProblem($"{Name} is packed in a way that cannot be read: {e.Message} Unpack it first.", e);
        }
    }

    private ZipArchive OpenZip()
    {
        try
        {
            return new ZipArchive(OpenBytes(_path), ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            throw new ImportProblem(
                $"{Name} is not a whole zip; it was probably cut off while it was downloaded. Download it again.", e);
        }
    }

    private void FindParts()
    {
        using var zip = OpenZip();
        if (zip.Entries.Count > MostEntries)
        {
            throw new ImportProblem(string.Create(CultureInfo.InvariantCulture,
                $"{Name} holds {zip.Entries.Count:N0} entries; a registry download holds about ten and at most {MostEntries:N0} are looked at. It was not opened."));
        }
        foreach (var entry in zip.Entries)
        {
            if (PartOf(entry.Name) is not { } part)
            {
                continue;
            }
            if (entry.Length > Bound(entry.CompressedLength))
            {
                throw new ImportProblem(TooLarge($"{Name}: {entry.FullName}"));
            }
            if (!_parts.TryAdd(part, "zip:" + entry.FullName))
            {
                throw new ImportProblem(
                    $"{Name} holds two tables of the same kind ({_parts[part]["zip:".Length..]} and {entry.FullName}). "
                    + "Unpack it and import one after the other, the older one first.");
            }
        }
        if (!_parts.ContainsKey(NppesPart.Numbers))
        {
            throw new ImportProblem(
                $"{Name} holds no file called npidata_pfile_….csv, so it is not a download of the registry's numbers.");
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

    private static long Bound(long packed) =>
        Math.Min(LargestTable, Math.Max(AlwaysAllowed, packed > LargestTable / LargestRatio ? LargestTable : packed * LargestRatio));

    private static string Damaged(string name) =>
        $"{name} is damaged: it cannot be unpacked to its end. Download it again; everyone taken in so far is whole.";

    private static string TooLarge(string name) => string.Create(CultureInfo.InvariantCulture,
        $"{name} unpacks to more than {LargestRatio} times its size or more than {LargestTable >> 30} GB. A registry file does not; it was not read further.");
}
