using System.Buffers.Binary;
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
    // Ten bytes of header, eight at the end.
    private const int SmallestGzip = 18;

    private readonly string _path;
    private readonly ZipDownload? _zip;
    private readonly Dictionary<NppesPart, string> _entries;
    private readonly Dictionary<NppesPart, string> _companions = [];

    private NppesFile(string path)
    {
        _path = path;
        _zip = KindOf(path) == Kind.Zip ? new ZipDownload(path) : null;
        _entries = _zip?.FindParts() ?? [];
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
        var file = new NppesFile(path);
        file.AddCompanion(NppesPart.PracticePlaces, practicePlaces);
        file.AddCompanion(NppesPart.OtherNames, otherNames);
        return file;
    }

    public bool Has(NppesPart part) => part == NppesPart.Numbers || _entries.ContainsKey(part) || _companions.ContainsKey(part);

    /// <summary>Opens a part at its beginning.</summary>
    public NppesInput Read(NppesPart part)
    {
        if (_companions.TryGetValue(part, out var path))
        {
            return OpenFile(path);
        }
        if (_zip is not null && _entries.TryGetValue(part, out var entry))
        {
            return _zip.Read(entry);
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
            _companions[part] = path;
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

    /// <summary>Opens a file to be read once from its beginning.</summary>
    /// <exception cref="ImportProblem">Missing, a folder, or unreadable.</exception>
    public static FileStream OpenBytes(string path)
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
                new GZipStream(file, CompressionMode.Decompress), UnpackedBound.Of(file.Length), UnpackedBound.Exceeded(name),
                $"{name} is damaged: it cannot be unpacked to its end. Download it again, and run the same command: nobody is half there.",
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
}
