using System.Text;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>A kind of file that a command makes.</summary>
/// <param name="Noun">"back-up".</param>
/// <param name="WithArticle">"a back-up".</param>
/// <param name="Example">A name of such a file.</param>
/// <param name="Beginnings">What each file of the kind begins with, one of these, in ASCII.</param>
internal sealed record OutputKind(string Noun, string WithArticle, string Example, IReadOnlyList<string> Beginnings);

/// <summary>
/// Makes a file under another name and moves it into place when it is whole and on stable storage: never over a store or
/// what belongs to it, and never over anything else than an earlier file of its kind. A line typed in haste must not cost
/// what it was to save.
/// </summary>
internal static class OutputPlace
{
    public const string PartialEnding = ".partial";

    /// <param name="file">The file to be made.</param>
    /// <param name="kind">What it will be.</param>
    /// <param name="store">The store that it is made from.</param>
    /// <param name="force">Whether an earlier one may be replaced.</param>
    /// <param name="write">Writes it; is given the whole path that it will have.</param>
    /// <exception cref="StoreProblem">It may not, or could not, be written there; the message says what to do.</exception>
    public static async Task<T> Write<T>(
        string file, OutputKind kind, StoreLocation store, bool force, Func<FileStream, string, Task<T>> write)
    {
        var path = Path.GetFullPath(file);
        var partial = path + PartialEnding;
        try
        {
            Check(path, partial, kind, store, force);
            // It may hold what no page shows; nobody else on the machine may read it. Made anew: through a link that lies
            // there something else would be written over.
            var output = OwnFiles.Open(partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 20);
            T made;
            try
            {
                await using (output)
                {
                    made = await write(output, path);
                    output.Flush(flushToDisk: true);
                }
                File.Move(partial, path, force);
            }
            finally
            {
                File.Delete(partial);
            }
            return made;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreProblem(
                $"The {kind.Noun} cannot be written to {path}: this account may not. Choose another folder.", e);
        }
        catch (IOException e)
        {
            throw new StoreProblem(
                $"The {kind.Noun} could not be written to {path}: {e.Message.TrimEnd('.')}. Nothing was left there. Make room, or "
                + "choose another folder.", e);
        }
    }

    /// <summary>Refuses a path that must not be written to, and clears away what a broken-off file left there.</summary>
    private static void Check(string path, string partial, OutputKind kind, StoreLocation store, bool force)
    {
        if (Directory.Exists(path))
        {
            throw new StoreProblem($"{path} is a folder. Name a file in it, like {Path.Combine(path, kind.Example)}.");
        }
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw new StoreProblem($"There is no folder {folder}. Make it first, or choose another.");
        }
        if (OwnFiles.BelongTo(store, path) || OwnFiles.BelongTo(store, partial))
        {
            throw new StoreProblem(
                $"{path} belongs to the store itself, and {kind.WithArticle} never takes the place of it. Choose another name. Nothing was "
                + "changed.");
        }
        if (IsThere(path) && !force)
        {
            throw new StoreProblem($"{path} is there already. Choose another name, or say --force to replace it.");
        }
        // A link or another spelling may lead anywhere, and another store's file has any name: only its own kind is replaced.
        if (IsThere(path) && !IsOf(kind, path))
        {
            throw new StoreProblem(
                $"{path} holds something else than {kind.WithArticle}, so --force does not replace it. Choose another name. Nothing was "
                + "changed.");
        }
        if (!IsThere(partial))
        {
            return;
        }
        if (new FileInfo(partial).LinkTarget is not null || !(IsEmpty(partial) || IsOf(kind, partial)))
        {
            throw new StoreProblem(
                $"{partial}, which the {kind.Noun} is called until it is whole, is there already and holds something else. Move it away, "
                + "or choose another name. Nothing was changed.");
        }
        File.Delete(partial);
    }

    // A link that leads nowhere is there, too.
    private static bool IsThere(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool IsEmpty(string path) => new FileInfo(path).Length == 0;

    private static bool IsOf(OutputKind kind, string path)
    {
        if (!File.Exists(path) || IsEmpty(path))
        {
            // Devices are empty; a pipe would be waited for without end.
            return false;
        }
        // Not shared: who writes it just now must not lose it.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        var begins = new byte[kind.Beginnings.Max(beginning => beginning.Length)];
        var read = file.ReadAtLeast(begins, begins.Length, throwOnEndOfStream: false);
        return kind.Beginnings.Any(beginning => begins.AsSpan(0, read).StartsWith(Encoding.ASCII.GetBytes(beginning)));
    }
}
