using System.IO.Compression;
using System.Text;
using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Tests.Support;

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
    public void A_table_that_is_none_of_the_registry() =>
        Refused(Write("other.csv", "NPI,Endpoint\n1003000126,x\n"u8.ToArray()), "is not the registry's table of numbers");

    [Theory]
    [InlineData("pl_pfile.csv", "--practice-places")]
    [InlineData("othername_pfile.csv", "--other-names")]
    public void A_companion_given_as_the_main_file_is_told_where_it_belongs(string companion, string option) =>
        Refused(
            RegistryParts.Sample(companion), $"./rapport import nppes npidata_pfile_….csv {option} {companion}");

    [Fact]
    public void Companions_given_in_each_others_place_are_told_where_they_belong()
    {
        var numbers = RegistryParts.Sample("npidata-330.csv");
        Refused(() => RegistryParts.Read(numbers, places: RegistryParts.Sample("othername_pfile.csv")), "--other-names othername_pfile.csv");
        Refused(() => RegistryParts.Read(numbers, names: RegistryParts.Sample("pl_pfile.csv")), "--practice-places pl_pfile.csv");
        Refused(() => RegistryParts.Read(numbers, names: numbers), "without an option: ./rapport import nppes npidata-330.csv");
    }

    [Fact]
    public void A_zip_of_companions_alone_names_the_table_that_is_missing()
    {
        var zip = Zip(
            ("othername_pfile_1.csv", File.ReadAllBytes(RegistryParts.Sample("othername_pfile.csv"))),
            ("weekly/pl_pfile_1.csv", File.ReadAllBytes(RegistryParts.Sample("pl_pfile.csv"))));
        Refused(zip, "holds pl_pfile_1.csv and othername_pfile_1.csv, but not the table of numbers");
        Refused(zip, "nppes npidata_pfile_….csv --practice-places pl_pfile_1.csv --other-names othername_pfile_1.csv");
    }

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

    [Theory]
    [InlineData("npidata_pfile_1.csv", "MCDONALD")]
    [InlineData("pl_pfile_1.csv", "LAKE AVE")]
    [InlineData("othername_pfile_1.csv", "1528937125")]
    public async Task A_zip_with_a_letter_changed_on_its_way_is_refused_before_anything_is_written(string entry, string text)
    {
        // Stored as it is, no unpacker would notice.
        var zip = Zip(
            CompressionLevel.NoCompression,
            ("npidata_pfile_1.csv", Sample("npidata-330.csv")),
            ("pl_pfile_1.csv", Sample("pl_pfile.csv")),
            ("othername_pfile_1.csv", "\"NPI\",\"Provider Other Organization Name\"\n\"1528937125\",\"Sage\"\n"u8.ToArray()));
        RegistryParts.Read(zip);
        var bytes = await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) + 1]++;
        await File.WriteAllBytesAsync(zip, bytes, TestContext.Current.CancellationToken);
        Refused(zip, $"{entry} in it does not hold the bytes that were packed. Download it again");

        var store = Path.Combine(_folder, "store");
        var ended = await RapportProcess.Run("import", "nppes", zip, "--data", store);
        Assert.Equal(1, ended.Code);
        Assert.Contains(entry, ended.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(store) && Directory.EnumerateFileSystemEntries(store).Any());
    }

    [Fact]
    public void A_packed_table_with_another_checksum_is_refused()
    {
        var path = Path.Combine(_folder, "changed.csv.gz");
        using (var file = new GZipStream(File.Create(path), CompressionLevel.NoCompression))
        {
            file.Write(File.ReadAllBytes(RegistryParts.Sample("npidata-330.csv")));
        }
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("MCDONALD"u8)]++;
        Refused(Write("changed.csv.gz", bytes), "Download it again");
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
            Zip([.. Enumerable.Range(0, ZipDownload.MostEntries + 1).Select(i => ($"{i}.txt", Array.Empty<byte>()))]),
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

    private static void Refused(string path, string words) => Refused(() => RegistryParts.Read(path), words);

    private static void Refused(Action read, string words)
    {
        var problem = Assert.Throws<ImportProblem>(read);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Sample(string name) => File.ReadAllBytes(RegistryParts.Sample(name));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Zip(params (string Name, byte[] Bytes)[] entries) => Zip(CompressionLevel.Optimal, entries);

    private string Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] entries)
    {
        var path = Path.Combine(_folder, "download.zip");
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var entry = zip.CreateEntry(name, level).Open();
            entry.Write(bytes);
        }
        return path;
    }
}
