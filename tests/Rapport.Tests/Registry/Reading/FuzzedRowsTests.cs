using System.Text;
using Rapport.Registry;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry.Reading;

/// <summary>Rows damaged at random, as disks, transfers and spreadsheets damage them.</summary>
public sealed class FuzzedRowsTests : IDisposable
{
    private static readonly byte[][] Scraps =
    [
        .. new[] { "\"", ",", "\"\"", ",\"", "\",", "\"\n", "\n", "\r\n", "\0", "🙂", "é", "\\", "'", "\t", "01/01/2031", "-1", new string('x', 400) }
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xEF, 0xBB, 0xBF],
    ];

    private readonly string _path = Path.GetTempFileName();
    private readonly byte[][] _lines =
        [.. File.ReadAllLines(RegistryParts.Sample("npidata-330.csv")).Take(9).Select(Encoding.UTF8.GetBytes)];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_row_damaged_anyhow_never_stops_the_reading_and_never_takes_another_row_with_it() =>
        Trial.Run(inShort: 300, inLong: 25_000, cases =>
        {
            File.WriteAllBytes(_path, Joined(_lines));
            var whole = RegistryParts.Read(_path).Records.Select(Number).ToList();
            Assert.Equal(8, whole.Count);
            for (var seed = 0; seed < cases; seed++)
            {
                var random = new Random(seed);
                var damaged = 1 + random.Next(8);
                var lines = (byte[][])_lines.Clone();
                lines[damaged] = Damage(lines[damaged], random);
                File.WriteAllBytes(_path, Joined(lines));

                var (records, counts, rejects) = RegistryParts.Read(_path);

                var others = whole.Where((_, row) => row != damaged - 1);
                Assert.True(
                    others.All(records.Select(Number).Contains),
                    $"Seed {seed}: row {damaged} took another one with it. Rejects: {rejects}");
                // The header of the rejects is written with the first of them; a reason has no line ends of its own.
                var told = rejects.Length == 0 ? 0 : rejects.TrimEnd('\n').Split('\n').Length - 1;
                Assert.True(counts.Rejected == told, $"Seed {seed}: {counts.Rejected} rejected, {told} told: {rejects}");
                Assert.True(
                    counts.Therapists + counts.Practices + counts.Deactivated == records.Count, $"Seed {seed}: a record is not counted.");
            }
        });

    private static long Number(RegistryRecord record) => record.Npi.Value;

    /// <summary>One to four changes, each at a place and of a kind that chance chooses.</summary>
    private static byte[] Damage(byte[] row, Random random)
    {
        var bytes = row.ToList();
        for (var left = 1 + random.Next(4); left > 0 && bytes.Count > 1; left--)
        {
            // Most of a row is empty cells; the beginning is where it matters.
            var at = random.Next(random.Next(2) == 0 ? bytes.Count : Math.Min(bytes.Count, 700));
            var length = Math.Min(1 + random.Next(30), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Scraps[random.Next(Scraps.Length)]);
                    break;
            }
        }
        return [.. bytes];
    }

    private static byte[] Joined(byte[][] lines) => [.. lines.SelectMany(line => line.Append((byte)'\n'))];
}
