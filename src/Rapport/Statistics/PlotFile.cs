using System.Text;
using Rapport.Core.Statistics;

namespace Rapport.Statistics;

/// <summary>
/// Writes a picture whole or not at all: under another name first, moved into place when it is on stable storage. Nothing
/// but an earlier picture is ever replaced, and that only on request.
/// </summary>
internal static class PlotFile
{
    private const string Beginning = "<svg";

    /// <summary>Refuses a place where the picture could not be written, before anything is reckoned for it.</summary>
    /// <exception cref="TableException">It may not be written there; the message says what to do.</exception>
    public static void Check(string file, bool force)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            throw new TableException("The name of the plot is empty. Name a file that ends in .svg.");
        }
        var path = Path.GetFullPath(file);
        if (!path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            throw new TableException($"{file}: plots are written as SVG. Name a file that ends in .svg.");
        }
        if (Directory.Exists(path))
        {
            throw new TableException($"{path} is a folder. Name a file in it, like {Path.Combine(path, "forest.svg")}.");
        }
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw new TableException($"There is no folder {folder}. Make it first, or choose another.");
        }
        if (IsThere(path) && !force)
        {
            throw new TableException($"{path} is there already. Choose another name, or say --force to replace it.");
        }
        if (IsThere(path) && !File.Exists(path))
        {
            throw new TableException($"{path} is a link that leads nowhere. Choose another name.");
        }
        if (IsThere(path) && !IsPicture(path))
        {
            throw new TableException($"{path} holds something else than a plot, so --force does not replace it. Choose another name.");
        }
    }

    /// <summary>Writes all of them, or none.</summary>
    /// <exception cref="TableException">One may not be written there; the message says what to do.</exception>
    public static async Task Write(IReadOnlyList<(string File, string Svg)> plots, bool force, CancellationToken stop)
    {
        // Names that nobody else writes under just now.
        var moves = plots.Select(plot => (From: $"{Path.GetFullPath(plot.File)}.{Guid.CreateVersion7():N}.partial", To: Path.GetFullPath(plot.File), plot.Svg)).ToList();
        try
        {
            foreach (var (from, to, svg) in moves)
            {
                Check(to, force);
                await using var output = new FileStream(from, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                await output.WriteAsync(Encoding.UTF8.GetBytes(svg), stop);
                output.Flush(flushToDisk: true);
            }
            stop.ThrowIfCancellationRequested();
            moves.ForEach(move => File.Move(move.From, move.To, force));
        }
        finally
        {
            moves.ForEach(move => File.Delete(move.From));
        }
    }

    // A link that leads nowhere is there, too.
    private static bool IsThere(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool IsPicture(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            // Devices are empty; a pipe would be waited for without end.
            return false;
        }
        using var file = File.OpenRead(path);
        Span<byte> begins = stackalloc byte[Beginning.Length];
        return file.ReadAtLeast(begins, begins.Length, throwOnEndOfStream: false) == begins.Length && begins.SequenceEqual(Encoding.ASCII.GetBytes(Beginning));
    }
}
