
namespace Rapport.Registry.Reading;

/// <summary>
/// Lets bytes through until there are more than a bound allows. A packed file may promise little and unpack to
/// fill a disk or keep a machine busy for days; what it promises about itself is not believed.
/// </summary>
/// <param name="source">Disposed with this.</param>
/// <param name="bound">How many bytes may pass.</param>
/// <param name="message">Said when there are more.</param>
/// <param name="damaged">Said when the unpacker cannot make sense of what it reads.</param>
/// <param name="atEnd">Called at the end with how many there were; the unpacker itself does not tell a file that breaks off.</param>
/// <param name="closed">Called when this is disposed.</param>
internal sealed class BoundedStream(Stream source, long bound, string message, string damaged, Action<long>? atEnd = null, Action? closed = null) : Stream
{
    /// <summary>Bytes let through so far.</summary>
    public long Passed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Passed;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = Unpack(buffer);
        Passed += count;
        if (count == 0 && buffer.Length > 0)
        {
            atEnd?.Invoke(Passed);
        }
        return Passed > bound ? throw new ImportProblem(message) : count;
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return source.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new ImportProblem(damaged, e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
            closed?.Invoke();
        }
        base.Dispose(disposing);
    }
}
