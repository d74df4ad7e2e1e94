using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rapport.Pictures;

/// <summary>
/// Draws pictures in processes of their own, that know no secret of this one, write no file, and are ended when they take too long. The file
/// goes in as it came; out come a number and two pictures.
/// </summary>
internal sealed class PictureProcess : IDisposable
{
    /// <summary>With this word, and a shape, the program does nothing but draw one picture.</summary>
    public const string Word = "draw-picture";

    /// <summary>At once: the rest of the machine is for those who search.</summary>
    private const int MostAtOnce = 2;

    /// <summary>Bytes of an answer.</summary>
    private const int MostAnswered = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turns = new(MostAtOnce, MostAtOnce);
    private readonly ConcurrentDictionary<Guid, bool> _drawing = new();

    public void Dispose() => _turns.Dispose();

    /// <summary>Draws what somebody sent; one at a time for each account, so that nobody keeps others from theirs.</summary>
    public async Task<Redrawn> Draw(Guid account, byte[] file, PictureShape shape, CancellationToken stop)
    {
        if (file.Length > PictureLimits.MostBytes)
        {
            return new Redrawn(null, PictureProblem.TooLarge);
        }
        if (!_drawing.TryAdd(account, true))
        {
            return new Redrawn(null, PictureProblem.Busy);
        }
        try
        {
            return await InTurn(file, shape, stop);
        }
        finally
        {
            _drawing.TryRemove(account, out _);
        }
    }

    private async Task<Redrawn> InTurn(byte[] file, PictureShape shape, CancellationToken stop)
    {
        if (!await _turns.WaitAsync(Patience, stop))
        {
            return new Redrawn(null, PictureProblem.Busy);
        }
        try
        {
            return await InProcess(file, shape, stop);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>What the other process does: one picture from standard input to standard output.</summary>
    public static int Serve(string shape)
    {
        PictureBounds.Set();
        using var input = Console.OpenStandardInput();
        using var file = new MemoryStream();
        input.CopyTo(file);
        var redrawn = PictureDrawer.Draw(file.ToArray(), Enum.Parse<PictureShape>(shape));
        using var output = new BinaryWriter(Console.OpenStandardOutput());
        output.Write((int)redrawn.Problem);
        if (redrawn.Picture is { } picture)
        {
            output.Write(picture.Small.Length);
            output.Write(picture.Small);
            output.Write(picture.Large.Length);
            output.Write(picture.Large);
        }
        return 0;
    }

    private static async Task<Redrawn> InProcess(byte[] file, PictureShape shape, CancellationToken stop)
    {
        using var process = new Process { StartInfo = Start(shape) };
        process.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            using var answer = new MemoryStream();
            var said = Hear(process.StandardOutput.BaseStream, answer, limit.Token);
            var complained = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            await Hand(process, file, limit.Token);
            await Task.WhenAll(said, complained);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? Read(answer.ToArray()) : new Redrawn(null, PictureProblem.Damaged);
        }
        catch (Exception e) when (e is EndOfStreamException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return new Redrawn(null, PictureProblem.Damaged);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task Hand(Process process, byte[] file, CancellationToken stop)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(file, stop);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all: its exit says so.
        }
    }

    /// <summary>Hears no more than two pictures have: whatever took the other process over is not to fill this one's memory.</summary>
    private static async Task Hear(Stream said, MemoryStream answer, CancellationToken stop)
    {
        var part = new byte[64 * 1024];
        while (await said.ReadAsync(part, stop) is > 0 and var bytes)
        {
            if (answer.Length + bytes > MostAnswered)
            {
                throw new EndOfStreamException();
            }
            await answer.WriteAsync(part.AsMemory(0, bytes), stop);
        }
    }

    private static Redrawn Read(byte[] answer)
    {
        using var reader = new BinaryReader(new MemoryStream(answer));
        var problem = (PictureProblem)reader.ReadInt32();
        return problem == PictureProblem.None ? new Redrawn(new Picture(Part(reader), Part(reader)), problem) : new Redrawn(null, problem);
    }

    private static byte[] Part(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length is > 0 and < MostAnswered && reader.ReadBytes(length) is var bytes && bytes.Length == length ? bytes : throw new EndOfStreamException();
    }

    /// <summary>How the other process is started; what it may use it takes upon itself (<see cref="PictureBounds"/>).</summary>
    public static ProcessStartInfo Start(PictureShape shape)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "rapport.exe" : "rapport"), [Word, shape.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        // Passwords of the database and of the mail server stand in the environment: none of it is handed on.
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x4000000";
        // No socket in the temporary folder by which another process could look into this one.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }
}
