using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Sqlite
{
    /// <inheritdoc />
    public partial class Photographs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "face",
                table: "profiles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "photographs",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    mark = table.Column<string>(type: "TEXT", nullable: false),
                    small = table.Column<byte[]>(type: "BLOB", nullable: false),
                    large = table.Column<byte[]>(type: "BLOB", nullable: false),
                    set_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_photographs", x => x.profile_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_photographs_mark",
                table: "photographs",
                column: "mark",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "photographs");

            migrationBuilder.DropColumn(
                name: "face",
                table: "profiles");
        }
    }
}
