using System.IO.Compression;
using System.Text;
using Rapport.Registry;
using Rapport.Registry.Reading;

namespace Rapport.Tests.Registry.Reading;

/// <summary>Files that are no registry files, or broken ones: each is refused in plain words, or its bad rows are told.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_is_not_there() => Refused(Path.Combine(_folder, "no.csv"), "There is no file");

    [Fact]
    public void A_folder() => Refused(_folder, "is a folder");

    [Fact]
    public void An_empty_file() => Refused(Write("empty.csv", []), "is empty");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Utf16_with_and_without_its_mark(bool mark)
    {
        var text = File.ReadAllText(RegistryParts.Sample("npidata-330.csv"));
        byte[] bytes = [.. mark ? Encoding.Unicode.GetPreamble() : [], .. Encoding.Unicode.GetBytes(text)];
        Refused(Write("wide.csv", bytes), "UTF-16");
    }

    [Theory]
    [InlineData(';', "semicolons")]
    [InlineData('\t', "tabs")]
    [InlineData('|', "bars")]
    public void Another_separator_is_named(char separator, string word)
    {
        var text = File.ReadAllText(RegistryParts.Sample("npidata-330.csv")).Replace("\",\"", $"\"{separator}\"", StringComparison.Ordinal);
        Refused(Write("separated.csv", Encoding.UTF8.GetBytes(text)), word);
    }

    [Fact]
    public void Missing_and_renamed_columns_are_named()
    {
        var text = File.ReadAllText(RegistryParts.Sample("npidata-330.csv"))
            .Replace("Last Update Date", "Updated", StringComparison.Ordinal)
            .Replace("Provider Sex Code", "Sex", StringComparison.Ordinal);
        var path = Write("renamed.csv", Encoding.UTF8.GetBytes(text));
        Refused(path, "\"Last Update Date\"");
        Refused(path, "\"Provider Sex Code\" (or \"Provider Gender Code\")");
    }

    [Fact]
    public void A_companion_given_as_the_main_file_is_not_taken() =>
        Refused(RegistryParts.Sample("pl_pfile.csv"), "is not the registry's table of numbers");

    [Fact]
    public void A_zip_that_was_cut_off()
    {
        var zip = File.ReadAllBytes(Zip(("npidata_pfile_1.csv", File.ReadAllBytes(RegistryParts.Sample("npidata-330.csv")))));
        Refused(Write("cut.zip", zip[..(zip.Length / 2)]), "not a whole zip");
    }

    [Theory]
    [InlineData("page.zip"), InlineData("page.csv.gz")]
    public void A_page_saved_in_the_place_of_a_download(string name) =>
        Refused(Write(name, "<html><body>Service unavailable</body></html>"u8.ToArray()), "is not one inside");

    [Theory]
    [InlineData(".zip"), InlineData(".csv.gz")]
    public void A_download_damaged_in_the_middle(string ending)
    {
        var table = new MemoryStream();
        table.Write(File.ReadAllBytes(RegistryParts.Sample("npidata-330.csv")));
        var random = new Random(7);
        for (var row = 0; row < 5_000; row++)
        {
            table.Write(Encoding.UTF8.GetBytes($"\"{random.NextInt64():D20}\",\"{random.NextInt64()}\"\n"));
        }
        var path = Path.Combine(_folder, "damaged" + ending);
        if (ending == ".zip")
        {
            File.Move(Zip(("npidata_pfile_1.csv", table.ToArray())), path);
        }
        else
        {
            using var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal);
            gzip.Write(table.ToArray());
        }
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2, 4096).Fill(0xFF);
        File.WriteAllBytes(path, bytes);
        Refused(path, "Download it again");
    }

    [Fact]
    public void A_zip_without_the_table() => Refused(Zip(("readme.txt", "x"u8.ToArray())), "holds no file called npidata_pfile");

    [Fact]
    public void A_zip_with_two_tables() =>
        Refused(Zip(("npidata_pfile_1.csv", "x"u8.ToArray()), ("npidata_pfile_2.csv", "x"u8.ToArray())), "two tables");

    [Fact]
    public void A_zip_bomb_is_not_unpacked() =>
        Refused(Zip(("npidata_pfile_1.csv", new byte[64 << 20])), "unpacks to more than");

    [Fact]
    public void A_packed_bomb_is_not_unpacked_either()
    {
        var path = Path.Combine(_folder, "bomb.csv.gz");
        using (var file = new GZipStream(File.Create(path), CompressionLevel.Optimal))
        {
            file.Write(File.ReadAllBytes(RegistryParts.Sample("npidata-330.csv")));
            file.Write(new byte[64 << 20]);
        }
        Refused(path, "unpacks to more than");
    }

    [Fact]
    public void A_zip_of_very_many_entries_is_not_opened() =>
        Refused(
            Zip([.. Enumerable.Range(0, NppesFile.MostEntries + 1).Select(i => ($"{i}.txt", Array.Empty<byte>()))]),
            "entries");

    [Fact]
    public void A_packed_file_that_breaks_off()
    {
        var random = new Random(7);
        var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(RegistryParts.Sample("npidata-330.csv")));
            for (var row = 0; row < 2_000; row++)
            {
                gzip.Write(Encoding.UTF8.GetBytes($"\"{random.NextInt64():D20}\",\"{random.NextInt64()}\"\n"));
            }
        }
        Refused(Write("cut.csv.gz", whole.ToArray()[..(int)(whole.Length * 2 / 3)]), "breaks off");
    }

    [Fact]
    public void Companions_are_found_in_the_zip()
    {
        var zip = Zip(
            ("npidata_pfile_20050523-20240107.csv", File.ReadAllBytes(RegistryParts.Sample("npidata-330.csv"))),
            ("npidata_pfile_20050523-20240107_FileHeader.csv", "x"u8.ToArray()),
            ("pl_pfile_20050523-20240107.csv", File.ReadAllBytes(RegistryParts.Sample("pl_pfile.csv"))),
            ("othername_pfile_20050523-20240107.csv", File.ReadAllBytes(RegistryParts.Sample("othername_pfile.csv"))));
        var (fromZip, counts, _) = RegistryParts.Read(zip);
        var (plain, plainCounts, _) = RegistryParts.Read(
            RegistryParts.Sample("npidata-330.csv"), places: RegistryParts.Sample("pl_pfile.csv"),
            names: RegistryParts.Sample("othername_pfile.csv"));
        Assert.Equal(plainCounts, counts);
        Assert.Equal(
            plain.OfType<TherapistRow>().SelectMany(row => row.Places),
            fromZip.OfType<TherapistRow>().SelectMany(row => row.Places));
    }

    private static void Refused(string path, string words)
    {
        var problem = Assert.Throws<ImportProblem>(() => RegistryParts.Read(path));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var path = Path.Combine(_folder, "download.zip");
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(bytes);
        }
        return path;
    }
}
