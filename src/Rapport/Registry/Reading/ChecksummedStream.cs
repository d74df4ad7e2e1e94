using System.IO.Hashing;

namespace Rapport.Registry.Reading;

/// <summary>
/// Compares the bytes of a zip entry with the checksum that the zip gives for them, as they pass. The unpacker notices
/// few damages and none of an entry that is stored as it is: a changed digit would be taken in as somebody's number.
/// </summary>
/// <param name="source">Disposed with this.</param>
/// <param name="checksum">CRC-32 of all bytes.</param>
/// <param name="message">Said at the end when it is another.</param>
internal sealed class ChecksummedStream(Stream source, uint checksum, string message) : Stream
{
    private readonly Crc32 _passed = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        _passed.Append(buffer[..count]);
        return count > 0 || buffer.IsEmpty || _passed.GetCurrentHashAsUInt32() == checksum ? count : throw new ImportProblem(message);
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
        }
        base.Dispose(disposing);
    }
}
