using System.Diagnostics;
using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>How long it takes to write the index to a file and to read it again, and how large the file is.</summary>
internal static class FileTimes
{
    private const int Reads = 3;

    public static void Print(SearchIndex index)
    {
        var path = Path.Combine(Path.GetTempPath(), $"rapport-bench-{Environment.ProcessId}.index");
        try
        {
            var clock = Stopwatch.StartNew();
            using (var to = File.Create(path))
            {
                SearchIndexFile.Write(index, "bench"u8, to);
            }

            var written = clock.Elapsed;
            var best = TimeSpan.MaxValue;
            for (var read = 0; read < Reads; read++)
            {
                GC.Collect();
                clock.Restart();
                using var from = File.OpenRead(path);
                var again = SearchIndexFile.Read(index.Schema, from, _ => null);
                best = clock.Elapsed < best ? clock.Elapsed : best;
                GC.KeepAlive(again);
            }

            var bytes = new FileInfo(path).Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"The index as a file: {bytes / 1e6:F0} MB, {bytes / (double)index.Count:F0} bytes a profile; written in {written.TotalSeconds:F1} s, ready again in {best.TotalSeconds:F2} s (the best of {Reads}, from the memory of the system)."));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
